/** @module Real services that cannot be had everywhere: said loudly, and no excuse where everything is tested. */

/**
 * Fetches and installs what a service needs.
 *
 * @returns why its tests have to be left out, or null
 * @throws with CI=true, where nothing is left out
 */
export function reasonToSkip(service: string, prepare: () => void): string | null {
  try {
    prepare()
    return null
  } catch (error) {
    if (process.env.CI === 'true') throw error
    const reason = `${service} cannot be had here: ${error instanceof Error ? error.message : String(error)}`
    process.stderr.write(`\n*** ${reason}\n*** Everything that needs it is NOT TESTED.\n\n`)
    return reason
  }
}
