import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { TOKEN, testApi } from './api.fixture.ts'
import { dashboardFiles } from './dashboard-files.ts'

/** A page of two files, and one that no browser asks for. */
function builtPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gridtokenx-page-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Page</title>')
  writeFileSync(join(folder, 'assets', 'index-1.js'), 'export {}')
  writeFileSync(join(folder, 'assets', 'index-1.js.map'), '{}')
  return folder
}

describe('the dashboard', () => {
  it('is served at the root with its files, and with the headers of everything else', async () => {
    const app = await testApi({ pageFiles: dashboardFiles(builtPage()) })
    const page = await app.inject('/')
    expect(page.body).toContain('<title>Page</title>')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    const script = await app.inject('/assets/index-1.js')
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    const headers = { 'if-none-match': String(script.headers.etag) }
    expect((await app.inject({ url: '/assets/index-1.js', headers })).statusCode).toBe(304)
  })

  it.each(['/index.html', '/assets/index-1.js.map', '/assets/', '/assets/../../package.json', '/%2e%2e/package.json'])(
    'is nothing but its files: %s',
    async (url) => {
      const app = await testApi({ pageFiles: dashboardFiles(builtPage()) })
      expect((await app.inject(url)).statusCode).toBe(404)
    },
  )

  it('needs no token to be shown, but everything it asks for does', async () => {
    const app = await testApi({ isOpen: true, pageFiles: dashboardFiles(builtPage()) })
    expect((await app.inject('/')).statusCode).toBe(200)
    expect((await app.inject('/api/v1/campus')).statusCode).toBe(401)
    expect((await app.inject('/nothing')).statusCode).toBe(401)
    const headers = { authorization: `Bearer ${TOKEN}` }
    expect((await app.inject({ url: '/api/v1/campus', headers })).statusCode).toBe(200)
  })

  it('is refused to pages of other names like everything else', async () => {
    const app = await testApi({ pageFiles: dashboardFiles(builtPage()) })
    expect((await app.inject({ url: '/', headers: { host: 'evil.example' } })).statusCode).not.toBe(200)
  })

  it('is absent where it was not built', () => {
    expect(dashboardFiles('/nowhere/dashboard')).toEqual([])
  })
})
