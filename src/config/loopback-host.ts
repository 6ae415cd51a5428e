/** @module Which addresses only programs of this machine can reach. */

/** Whether a host is the machine itself: `localhost` (RFC 6761 section 6.3), 127.0.0.0/8 or ::1. */
export function isLoopbackHost(host: string): boolean {
  const plain = host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  return plain === 'localhost' || plain === '::1' || isLoopbackIpv4(plain)
}

function isLoopbackIpv4(host: string): boolean {
  const parts = host.split('.')
  return parts.length === 4 && parts[0] === '127' && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)
}
