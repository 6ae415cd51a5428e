export async function check(_o: unknown): Promise<number> {
  return 0
}
