import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { mountSmallDisk } from '../program/small-disk.ts'
import { lastSaid, storeProcess } from './store-process.ts'

const MEGABYTE = 1 << 20

/** Adds a thousand rows a transaction until one fails, and says how many are acknowledged and why it failed. */
const FILL = `
  const store = await openStore(folder, { purpose: 'test' })
  await store.execute('create table if not exists entries (body text)')
  const count = async () => (await store.query('select count(*)::int4 as n from entries'))[0].n
  let n = await count()
  say('found ' + n)
  try {
    for (let more = Number(args[0]); more > 0; more--) {
      await store.transaction(() => store.query("insert into entries select repeat('x', 900) from generate_series(1, 1000)"))
      n += 1000
    }
  } catch (error) { say('refused ' + error.message) }
  say('acknowledged ' + n)
  await store.close()
  say('closed yes')`

it('a full disk is told, loses nothing that was acknowledged, and is forgotten once there is space', async ({
  skip,
}) => {
  const disk = await mountSmallDisk('90m')
  if (typeof disk === 'string') return skip(disk)
  const folder = join(disk.folder, 'store')
  const ballast = join(disk.seenFromOutside, 'ballast')
  writeFileSync(ballast, Buffer.alloc(30 * MEGABYTE, 1))
  const through = disk.through
  const full = storeProcess(folder, FILL, ['1000'], { through })
  await full.ended
  const acknowledged = Number(lastSaid(full, 'acknowledged'))
  process.stdout.write(`store on a full disk: ${lastSaid(full, 'refused')}\n`)
  expect(acknowledged).toBeGreaterThan(0)
  expect(lastSaid(full, 'refused')).toMatch(/No space left on device/)
  expect(lastSaid(full, 'refused')).not.toContain('\n')
  expect(full.stderr).toBe('')
  rmSync(ballast)
  const again = storeProcess(folder, FILL, ['3'], { through })
  expect(await again.ended).toMatchObject({ exitCode: 0, stderr: '' })
  expect(Number(lastSaid(again, 'found'))).toBe(acknowledged)
  expect(lastSaid(again, 'acknowledged')).toBe(String(acknowledged + 3000))
  await disk.unmount()
})
