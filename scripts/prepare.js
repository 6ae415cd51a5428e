/** @module Brings a checkout to the point where the program can run: locked dependencies installed, dist/ built. */

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DIST = join(ROOT, 'dist')
const STAMP = '.built-from'

/**
 * Installs and builds what is missing or out of date.
 *
 * @returns whether the program can run; if not, stderr has said why
 */
export function prepare() {
  return install() && build()
}

/** Installs the locked dependencies unless node_modules already holds exactly them. */
function install() {
  if (isInstalled()) return true
  note('Installing…')
  // The cache stays in the checkout: a first start leaves nothing behind elsewhere.
  const options = ['--cache', join(ROOT, '.cache', 'npm'), '--no-audit', '--no-fund', '--loglevel', 'error']
  const { command, before, shell } = npm()
  return succeeded(
    'Installing',
    spawnSync(command, [...before, 'ci', ...options], { cwd: ROOT, encoding: 'utf8', shell }),
  )
}

/** Compiles src/ into dist/ unless dist/ was made from the very same sources. */
function build() {
  const sources = hashSources()
  if (readText(join(DIST, STAMP)) === sources) return true
  note('Building…')
  // Built aside and then swapped in, so that a running program or a second build never sees half of it.
  const fresh = join(ROOT, '.cache', `dist-${process.pid}`)
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  const compile = [compiler, '-p', 'tsconfig.build.json', '--outDir', fresh]
  const result = spawnSync(process.execPath, compile, { cwd: ROOT, encoding: 'utf8' })
  if (!succeeded('Building', result)) {
    rmSync(fresh, { recursive: true, force: true })
    return false
  }
  if (!bundlePage(join(fresh, 'dashboard'))) {
    rmSync(fresh, { recursive: true, force: true })
    return false
  }
  addStoreTemplate(fresh)
  writeFileSync(join(fresh, STAMP), sources)
  const old = `${fresh}-old`
  if (existsSync(DIST)) renameSync(DIST, old)
  renameSync(fresh, DIST)
  rmSync(old, { recursive: true, force: true })
  return true
}

/** Puts the page that the program serves into one script and one style sheet. */
function bundlePage(folder) {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  // Read as it is: what vite would make of its settings it would write beside the packages.
  const settings = ['--config', join(ROOT, 'dashboard', 'vite.config.js'), '--configLoader', 'native']
  const bundle = [vite, 'build', ...settings, '--outDir', folder]
  return succeeded('Building the page', spawnSync(process.execPath, bundle, { cwd: ROOT, encoding: 'utf8' }))
}

/**
 * Adds the template from which the embedded store starts quickly. It depends on the database alone, so it is kept for
 * later builds; without one the program makes the database itself, in some seconds.
 */
function addStoreTemplate(dist) {
  const { version } = JSON.parse(readText(join(ROOT, 'node_modules', '@electric-sql', 'pglite', 'package.json')))
  const kept = join(ROOT, '.cache', `store-template-${version}.tar.gz`)
  const module = join(dist, 'sinks', 'store', 'store-template.js')
  if (!existsSync(kept)) {
    const made = spawnSync(process.execPath, [join(ROOT, 'scripts', 'store-template.js'), module, `${kept}.new`])
    if (made.status !== 0) {
      note('The template of the embedded store could not be made; its first start will take some seconds longer.')
      return
    }
    renameSync(`${kept}.new`, kept)
  }
  copyFileSync(kept, join(dist, 'sinks', 'store', 'store-template.tar.gz'))
}

/** npm keeps a copy of the lock of what it installed; equal entries mean equal trees. */
function isInstalled() {
  const locked = readLock(join(ROOT, 'package-lock.json'))
  const installed = readLock(join(ROOT, 'node_modules', '.package-lock.json'))
  if (locked === null || installed === null) return false
  const same = ([path, entry]) => locked[path]?.version === entry.version && locked[path].integrity === entry.integrity
  const missing = ([path, entry]) => path !== '' && entry.optional !== true && installed[path] === undefined
  return Object.entries(installed).every(same) && !Object.entries(locked).some(missing)
}

function readLock(path) {
  const text = readText(path)
  return text === null ? null : JSON.parse(text).packages
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

function hashSources() {
  const hash = createHash('sha256')
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('.fixture.ts'))
    .map((path) => join('src', path))
  const page = readdirSync(join(ROOT, 'dashboard'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
  for (const path of ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json', ...sources.sort(), ...page.sort()]) {
    hash
      .update(path)
      .update('\0')
      .update(readText(join(ROOT, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** The npm that runs us, or else the one on the path (on Windows a script, which needs a shell). */
function npm() {
  const running = process.env.npm_execpath
  if (running?.endsWith('.js')) return { command: process.execPath, before: [running], shell: false }
  return { command: 'npm', before: [], shell: process.platform === 'win32' }
}

function succeeded(step, { status, error, stdout, stderr }) {
  if (status === 0) return true
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
  note(`${step} failed${error === undefined ? '' : `: ${error.message}`}.`)
  return false
}

/** Progress goes to stderr: stdout belongs to the program. */
function note(line) {
  process.stderr.write(`${line}\n`)
}
