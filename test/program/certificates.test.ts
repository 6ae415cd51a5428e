import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './folder.ts'
import { ROOT, runProgram, startProgram, succeed } from './program.ts'
import { expectRefused } from './refusal.ts'

const WITHOUT_OPENSSL = spawnSync('openssl', ['version']).status === 0 ? '' : ' (skipped: there is no openssl here)'
if (WITHOUT_OPENSSL !== '' && process.env.CI === 'true') throw new Error('these tests need openssl')

const FEW = ['--meters', '3']
const IDS = ['AMI_METER_001', 'AMI_METER_002', 'AMI_METER_003']

interface Entry {
  readonly kind: string
  readonly name: string
  readonly lfdi: string
  readonly sfdi: number
  readonly pin: number | null
  readonly expires: string
}

async function list(cwd: string): Promise<Entry[]> {
  const { stdout } = await succeed(['certificates', '--list', '--json', ...FEW], { cwd })
  return JSON.parse(stdout) as Entry[]
}

/** Every file below a folder with the hash of its content and its permissions. */
function contents(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return Object.fromEntries(paths.map((path) => [path, `${hash(path)} ${mode(path)}`]))
}

const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

function verify(folder: string, path: string): string {
  const chain = ['-CAfile', join(folder, 'ca', 'serca.pem'), '-untrusted', join(folder, 'ca', 'mica.pem')]
  return spawnSync('openssl', ['verify', ...chain, path], { encoding: 'utf8' }).stdout.trim()
}

const meterFile = (certs: string, id: string, ending: string) => join(certs, 'meters', id, `${id}${ending}`)

async function made(): Promise<{ cwd: string; certs: string }> {
  const cwd = temporaryFolder()
  await succeed(['certificates', ...FEW], { cwd })
  return { cwd, certs: join(cwd, 'certs') }
}

describe('certificates', () => {
  it('makes authorities, server and meters in a fresh folder, and the second time nothing', async () => {
    const { cwd, certs } = await made()
    const before = contents(certs)
    expect(Object.keys(before).map((path) => path.slice(certs.length + 1))).toEqual([
      'ca/ca-bundle.pem',
      'ca/mica.pem',
      'ca/private/mica-key.pem',
      'ca/private/serca-key.pem',
      'ca/serca.pem',
      ...IDS.flatMap((id) => [`-key.pem`, `.der`, `.pem`].map((ending) => `meters/${id}/${id}${ending}`)),
      'pin-secret',
      'server/server-key.pem',
      'server/server.pem',
    ])
    const again = await succeed(['certificates', ...FEW], { cwd })
    expect(again.stdout).toBe('Nothing to make: 3 meters had their certificates.\n')
    expect(contents(certs)).toEqual(before)
    expect(readdirSync(certs).sort()).toEqual(['ca', 'meters', 'pin-secret', 'server'])
  })

  it('makes those of the campus, with the server’s further names', async () => {
    const cwd = temporaryFolder()
    const flags = ['certificates', '--certs', 'elsewhere/certs', '--names', 'meters.example.org,192.0.2.77']
    const { stdout } = await succeed(flags, { cwd })
    expect(stdout).toContain('Certificates made for 25 meters')
    expect(stdout).toContain('meters.example.org, 192.0.2.77')
    expect(readdirSync(join(cwd, 'elsewhere', 'certs', 'meters'))).toHaveLength(25)
    expect(existsSync(join(cwd, 'certs'))).toBe(false)
    expect((await succeed(['check', '--no-server', '--certs', 'elsewhere/certs'], { cwd })).stdout).toContain(
      'server and 25 meters',
    )
  })

  it.skipIf(process.platform === 'win32')('keeps keys to their owner, whatever the umask', async () => {
    const cwd = temporaryFolder()
    await succeed(['certificates', ...FEW], { cwd, through: ['sh', '-c', 'umask 0; exec "$0" "$@"'] })
    const certs = join(cwd, 'certs')
    for (const [path, what] of Object.entries(contents(certs))) {
      const isPrivate = path.endsWith('-key.pem') || path.endsWith('pin-secret')
      expect(`${path} ${what.split(' ')[1]}`).toBe(`${path} ${isPrivate ? '600' : '644'}`)
    }
    expect(mode(join(certs, 'ca', 'private'))).toBe('700')
  })

  it.skipIf(WITHOUT_OPENSSL !== '')(`are what openssl accepts, and lists their SHA-256${WITHOUT_OPENSSL}`, async () => {
    const { cwd, certs } = await made()
    const entries = await list(cwd)
    expect(entries.map(({ kind, name }) => [kind, name])).toEqual([
      ['server', 'server'],
      ...IDS.map((id) => ['meter', id]),
    ])
    for (const { name, lfdi, sfdi, pin, expires } of entries.slice(1)) {
      const path = meterFile(certs, name, '.pem')
      expect(verify(certs, path)).toBe(`${path}: OK`)
      const { stdout } = spawnSync('openssl', ['x509', '-in', path, '-noout', '-fingerprint', '-sha256'], {
        encoding: 'utf8',
      })
      const fingerprint = stdout.split('=')[1].trim().replaceAll(':', '')
      expect(lfdi).toBe(fingerprint.slice(0, 40))
      expect(Math.floor(sfdi / 10)).toBe(Number.parseInt(fingerprint.slice(0, 9), 16))
      expect(hash(meterFile(certs, name, '.der')).toUpperCase()).toBe(fingerprint)
      expect(expires).toBe('9999-12-31T23:59:59Z')
      expect(String(pin)).toMatch(/^[1-9]\d{4}[05]$/)
    }
  })

  it('shows them in a table whose identifiers can be copied', async () => {
    const { cwd } = await made()
    const { stdout, stderr } = await succeed(['certificates', '--list', '--meters', '5'], { cwd })
    const entries = await list(cwd)
    for (const { lfdi, sfdi, pin } of entries) {
      const line = stdout.split('\n').find((text) => text.includes(lfdi)) ?? ''
      expect(line).toContain(String(sfdi))
      expect(line).toContain(pin === null ? '–' : String(pin))
      expect(line).toContain('never')
    }
    expect(stderr).toBe('Meters without a certificate: 2; certificates --add makes them.\n')
  })

  it('completes what a kill left unfinished, and keeps what was finished', async () => {
    const cwd = temporaryFolder()
    const certs = join(cwd, 'certs')
    const flags = ['certificates', '--meters', '400']
    let before: Record<string, string> = {}
    for (const wanted of [1, 60, 150]) {
      const program = startProgram(flags, { cwd })
      const meters = join(certs, 'meters')
      await program.until('meters', () => existsSync(meters) && readdirSync(meters).length >= wanted)
      program.kill('SIGKILL')
      expect((await program.ended).signal).toBe('SIGKILL')
      for (const id of readdirSync(meters)) {
        expect(readdirSync(join(meters, id)).sort()).toEqual([`${id}-key.pem`, `${id}.der`, `${id}.pem`])
      }
      const now = contents(join(certs, 'meters'))
      expect(now).toMatchObject(before)
      before = now
    }
    expect(readdirSync(certs).some((name) => name.startsWith('.unfinished-'))).toBe(true)
    await succeed(flags, { cwd })
    expect(contents(certs)).toMatchObject(before)
    expect(readdirSync(join(certs, 'meters'))).toHaveLength(400)
    expect(readdirSync(certs).sort()).toEqual(['ca', 'meters', 'pin-secret', 'server'])
    const { stdout } = await succeed(['check', '--no-server', '--meters', '400'], { cwd })
    expect(stdout).toContain('server and 400 meters')
  })

  it('are made once by two programs at a time', async () => {
    const cwd = temporaryFolder()
    const both = [1, 2].map(() => runProgram(['certificates', '--meters', '40'], { cwd }))
    expect((await Promise.all(both)).map(({ exitCode }) => exitCode)).toEqual([0, 0])
    const { stdout } = await succeed(['check', '--no-server', '--meters', '40'], { cwd })
    expect(stdout).toContain('server and 40 meters')
  })
})

describe('certificates --add', () => {
  it('makes those of new meters only, below the same authority', async () => {
    const { cwd, certs } = await made()
    const before = contents(certs)
    const { stdout } = await succeed(['certificates', '--add', '--meters', '5'], { cwd })
    expect(stdout).toBe('Certificates made for 2 meters; 3 had one.\n')
    expect(contents(certs)).toMatchObject(before)
    expect(Object.keys(contents(certs))).toHaveLength(Object.keys(before).length + 6)
  })

  it('makes no authority', async () => {
    const cwd = temporaryFolder()
    const ended = await runProgram(['certificates', '--add', ...FEW], { cwd })
    expectRefused(ended, [['certs/ca', '--add', 'authorities made before']])
    expect(readdirSync(join(cwd, 'certs'))).toEqual([])
  })
})

describe('certificates --renew', () => {
  it('replaces the ones named, and keeps the old ones', async () => {
    const { cwd, certs } = await made()
    const before = contents(certs)
    const [, old] = await list(cwd)
    const { stdout } = await succeed(['certificates', '--renew', 'AMI_METER_001', 'server'], { cwd })
    const kept = join('certs', 'replaced', `AMI_METER_001-${old.lfdi.slice(0, 8)}`)
    expect(stdout).toContain(`AMI_METER_001: new key and certificate; the old ones are in ${kept}`)
    for (const ending of ['.pem', '-key.pem', '.der']) {
      const path = meterFile(certs, 'AMI_METER_001', ending)
      expect(contents(join(cwd, kept))[join(cwd, kept, `AMI_METER_001${ending}`)]).toBe(before[path])
      expect(hash(path)).not.toBe(before[path].split(' ')[0])
      const untouched = meterFile(certs, 'AMI_METER_002', ending)
      expect(contents(certs)[untouched]).toBe(before[untouched])
    }
    expect(hash(join(certs, 'server', 'server.pem'))).not.toBe(
      before[join(certs, 'server', 'server.pem')].split(' ')[0],
    )
    expect((await succeed(['check', '--no-server', ...FEW], { cwd })).stdout).toContain('server and 3 meters')
  })

  it('refuses a meter that has none, before it changes anything', async () => {
    const { cwd, certs } = await made()
    const before = contents(certs)
    const ended = await runProgram(['certificates', '--renew', 'AMI_METER_001', 'AMI_METER_0O2', 'x'], { cwd })
    expectRefused(ended, [
      ['--renew = AMI_METER_0O2', 'Did you mean AMI_METER_002?'],
      ['--renew = x', 'certificates --list'],
    ])
    expect(contents(certs)).toEqual(before)
  })
})

describe('certificates --import', () => {
  /** What another authority would hand over for the first meter and for a device of its own. */
  async function foreign(): Promise<string> {
    const { certs } = await made()
    const folder = temporaryFolder()
    copyFileSync(join(certs, 'ca', 'serca.pem'), join(folder, 'root.pem'))
    copyFileSync(join(certs, 'ca', 'mica.pem'), join(folder, 'issuer.crt'))
    copyFileSync(meterFile(certs, IDS[0], '.pem'), join(folder, 'one.pem'))
    copyFileSync(meterFile(certs, IDS[0], '-key.pem'), join(folder, 'one.key'))
    copyFileSync(join(certs, 'server', 'server.pem'), join(folder, 'gateway.pem'))
    return folder
  }

  it('takes authorities, meters and devices of others in, and twice makes no difference', async () => {
    const cwd = temporaryFolder()
    const from = await foreign()
    const { stdout } = await succeed(['certificates', '--import', from, ...FEW], { cwd })
    expect(stdout).toBe('Taken in: authorities 2, meters 1, devices of others 1.\n')
    const certs = join(cwd, 'certs')
    expect(hash(meterFile(certs, IDS[0], '-key.pem'))).toBe(hash(join(from, 'one.key')))
    expect(mode(meterFile(certs, IDS[0], '-key.pem'))).toBe('600')
    expect(readFileSync(join(certs, 'ca', 'ca-bundle.pem'), 'utf8').match(/BEGIN CERTIFICATE/g)).toHaveLength(4)
    await succeed(['certificates', ...FEW], { cwd })
    expect((await list(cwd)).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'server server',
      ...IDS.map((id) => `meter ${id}`),
      'device gateway',
    ])
    expect((await succeed(['check', '--no-server', ...FEW], { cwd })).stdout).toContain('server and 3 meters')
    const before = contents(certs)
    const again = await succeed(['certificates', '--import', from, ...FEW], { cwd })
    expect(again.stdout).toBe('Taken in: authorities 0, meters 0, devices of others 0.\n')
    expect(contents(certs)).toEqual(before)
  })

  it('refuses a chain without its root, a key of another and a meter without one, each by a line', async () => {
    const cwd = temporaryFolder()
    const from = await foreign()
    const other = await foreign()
    rmSync(join(from, 'root.pem'))
    copyFileSync(join(other, 'one.key'), join(from, 'one.key'))
    const ended = await runProgram(['certificates', '--import', from, ...FEW], { cwd })
    expectRefused(ended, [
      // The first file that has it.
      ['gateway.pem: authority', 'none of the trusted authorities'],
      ['gateway.pem: chain', 'none of the trusted authorities'],
      ['one.pem: chain', 'none of the trusted authorities'],
      ['one.pem: private key', 'since AMI_METER_001 presents it'],
      ['one.key: private key', 'of a certificate in the same folder'],
    ])
    expect(readdirSync(join(cwd, 'certs'))).toEqual([])
  })

  it.skipIf(WITHOUT_OPENSSL !== '')(
    `names each departure from the profile, unless told to be lenient${WITHOUT_OPENSSL}`,
    async () => {
      const cwd = temporaryFolder()
      const from = temporaryFolder()
      const run = (args: string) => {
        const { status, stderr } = spawnSync('openssl', args.split(' '), { cwd: from, encoding: 'utf8' })
        if (status !== 0) throw new Error(stderr)
      }
      run(
        'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -subj /CN=Other -days 9',
      )
      run('req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout AMI_METER_002.key -out a.csr -subj /CN=x')
      run('x509 -req -in a.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out AMI_METER_002.pem -days 9')
      const ended = await runProgram(['certificates', '--import', from, ...FEW], { cwd })
      const lines = ended.stderr.trimEnd().split('\n')
      for (const what of [
        'the subject is not empty',
        'it ends on',
        'keyUsage is missing',
        'subjectAltName is missing',
      ]) {
        expect(lines.filter((line) => line.includes(`AMI_METER_002.pem: profile = ${what}`))).toHaveLength(1)
      }
      expect(ended.exitCode).toBe(2)
      const { stdout } = await succeed(['certificates', '--import', from, '--lenient', ...FEW], { cwd })
      expect(stdout).toContain('accepted although')
      expect(stdout).toContain('Taken in: authorities 1, meters 1, devices of others 0.')
    },
  )

  it.each([
    ['a folder that is not there', () => 'nowhere', 'certificates of others'],
    ['an empty folder', () => temporaryFolder(), 'files ending in'],
  ])('refuses %s', async (_, from, expected) => {
    const folder = from()
    expectRefused(await runProgram(['certificates', '--import', folder], { cwd: temporaryFolder() }), [
      ['command line: --import', folder, expected],
    ])
  })

  it('refuses files that are no certificates, each by a line', async () => {
    const from = temporaryFolder()
    for (const name of ['a.pem', 'b.der', 'c.key']) writeFileSync(join(from, name), 'nothing of the kind')
    writeFileSync(join(from, 'd.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
    writeFileSync(join(from, 'notes.txt'), 'left alone')
    const ended = await runProgram(['certificates', '--import', from], { cwd: temporaryFolder() })
    expectRefused(
      ended,
      ['a.pem', 'b.der', 'c.key', 'd.pem'].map((name) => [name, 'certificates, or private keys']),
    )
  })
})

describe('certificates in a folder somebody touched', () => {
  it('never makes a lost key anew, and says how to', async () => {
    const { cwd, certs } = await made()
    rmSync(meterFile(certs, IDS[1], '-key.pem'))
    const before = contents(certs)
    expectRefused(await runProgram(['certificates', ...FEW], { cwd }), [
      [`${IDS[1]}-key.pem`, 'missing', `certificates --renew '${IDS[1]}'`],
    ])
    expect(contents(certs)).toEqual(before)
    await succeed(['certificates', '--renew', IDS[1]], { cwd })
    await succeed(['certificates', ...FEW], { cwd })
  })

  it('makes no second authority beside certificates of the first', async () => {
    const { cwd, certs } = await made()
    renameSync(join(certs, 'ca'), join(cwd, 'ca'))
    expectRefused(await runProgram(['certificates', ...FEW], { cwd }), [['certs/ca', 'Restore it from a copy']])
    cpSync(join(cwd, 'ca'), join(certs, 'ca'), { recursive: true })
    chmodSync(join(certs, 'ca', 'private'), 0o700)
    await succeed(['certificates', '--add', '--meters', '4'], { cwd })
  })

  it('needs the authority’s key only to make something', async () => {
    const { cwd, certs } = await made()
    rmSync(join(certs, 'ca', 'private'), { recursive: true })
    await succeed(['certificates', ...FEW], { cwd })
    expectRefused(await runProgram(['certificates', '--meters', '4'], { cwd }), [
      ['mica-key.pem', 'missing', 'Bring the key back'],
    ])
  })

  it.skipIf(process.platform === 'win32')('refuses an authority’s key that others can read', async () => {
    const { cwd, certs } = await made()
    chmodSync(join(certs, 'ca', 'private', 'mica-key.pem'), 0o644)
    expectRefused(await runProgram(['certificates', '--meters', '4'], { cwd }), [
      ['mica-key.pem: permissions = 0644', "Run: chmod 600 'certs/ca/private/mica-key.pem'"],
    ])
  })

  it('leaves files of others alone', async () => {
    const { cwd, certs } = await made()
    writeFileSync(join(certs, 'README'), 'mine')
    writeFileSync(join(certs, 'meters', 'notes.txt'), 'mine')
    mkdirSync(join(certs, '.unfinished-x'))
    await succeed(['certificates', ...FEW], { cwd })
    expect(await list(cwd)).toHaveLength(4)
    expect(readFileSync(join(certs, 'README'), 'utf8')).toBe('mine')
    expect(existsSync(join(certs, '.unfinished-x'))).toBe(true)
  })

  it('refuses a folder it cannot write to', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'file'), '')
    expectRefused(await runProgram(['certificates', '--certs', 'file/certs'], { cwd }), [
      ['--certs', 'file/certs', 'a path whose parents are folders'],
    ])
  })

  it('refuses contradictions', async () => {
    expectRefused(await runProgram(['certificates', '--add', '--list']), [['--add and --list', 'one of them']])
    expectRefused(await runProgram(['certificates', '--json']), [['--json', '--list beside it']])
    expectRefused(await runProgram(['certificates', '--names', 'not a name']), [['--names', 'DNS names']])
    expectRefused(await runProgram(['certificates', '--renew']), [['--renew', 'a value behind it']])
  })

  it('says that there are none', async () => {
    const cwd = temporaryFolder()
    const { stdout } = await succeed(['certificates', '--list'], { cwd })
    expect(stdout).toBe('No certificates in certs yet: the certificates command makes them.\n')
    expect(readdirSync(cwd)).toEqual([])
  })

  it('is not part of what a checkout would commit', () => {
    expect(readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n')).toContain('certs/')
  })
})
