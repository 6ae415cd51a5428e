/**
 * The architecture as rules: a file imports only from its own floor or one below, there are no cycles, and the pure
 * core takes nothing from Node.js, so that it also runs in a browser.
 */

const FLOORS = [
  ['random', 'time', 'units', 'errors', 'json', 'config'],
  ['physics', 'campus'],
  ['market', 'certificates', 'forecast'],
  ['journal', 'simulation', 'run'],
  ['sinks', 'delivery', 'ieee2030_5', 'gridtokenx', 'analytics', 'monitoring'],
  ['cli', 'api'],
]

const TEST = '\\.(test|fixture)\\.ts$'
const rooms = (names) => `^src/(${names.join('|')})/`

/** What computes: the threads, files and clocks of a run are in run/ and journal/, its settings are read by cli/. */
const PURE_ROOMS = rooms([...FLOORS.slice(0, 3).flat(), 'simulation'])
/** The rules of alerts over plain data, apart from who reads it to them. */
const PURE_ALERTS = '^src/monitoring/alerts/'
/** What of IEEE 2030.5 is neither files nor network. */
const PURE_2030_5 = '^src/ieee2030_5/(model|xml|utility|events)/'

const floorRules = FLOORS.slice(0, -1).map((names, floor) => ({
  name: `floor-${floor}`,
  comment: `${names.join(', ')} may import only from floor ${floor} or below.`,
  severity: 'error',
  from: { path: rooms(names), pathNot: TEST },
  to: { path: rooms(FLOORS.slice(floor + 1).flat()) },
}))

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'dashboard-alone',
      comment: 'The page knows the simulator by its HTTP interface alone.',
      severity: 'error',
      from: { path: '^dashboard/' },
      to: { path: '^(src|test|bench|scripts)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one concept: merge them, or move what they share below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'known-rooms',
      comment: 'A new room gets a floor in this file first.',
      severity: 'error',
      from: { path: '^src/', pathNot: [rooms(FLOORS.flat()), TEST] },
      to: {},
    },
    {
      name: 'pure-core',
      comment: 'Randomness, time and files come in as arguments; nothing here may need Node.js.',
      severity: 'error',
      from: { path: [PURE_ROOMS, PURE_2030_5, PURE_ALERTS], pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-edge-in-pure-2030_5',
      comment: 'The network, the disk and certificates are told what to answer, not asked.',
      severity: 'error',
      from: { path: PURE_2030_5, pathNot: TEST },
      to: { path: '^src/ieee2030_5/(server|client|pki)/', pathNot: '^src/ieee2030_5/pki/sfdi[.]ts$' },
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'Only tests import tests.',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'no-development-packages',
      comment: 'What the product imports belongs in "dependencies".',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
