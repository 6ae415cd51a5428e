/** @module Arrow keys in the tree: up and down through what is in sight, right and left open and close. */

export function moveInTree(event: KeyboardEvent, tree: HTMLElement | null): void {
  if (tree === null || !(event.target instanceof HTMLElement)) return
  const items = [...tree.querySelectorAll<HTMLElement>('button, a')]
  const at = items.indexOf(event.target)
  if (at < 0) return
  const expanded = event.target.getAttribute('aria-expanded')
  switch (event.key) {
    case 'ArrowDown':
      items[at + 1]?.focus()
      break
    case 'ArrowUp':
      items[at - 1]?.focus()
      break
    case 'ArrowRight':
      if (expanded === 'false') event.target.click()
      break
    case 'ArrowLeft':
      if (expanded === 'true') event.target.click()
      else branchOf(event.target)?.focus()
      break
    default:
      return
  }
  event.preventDefault()
}

function branchOf(leaf: HTMLElement): HTMLElement | null {
  return leaf.closest('ul')?.parentElement?.querySelector('button') ?? null
}
