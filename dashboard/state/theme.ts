/** @module Light or dark: as the device has it, unless the reader chose. */

import { Store } from './store.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'theme'
const dark = matchMedia('(prefers-color-scheme: dark)')

export const theme = new Store<Theme>(THEMES.find((one) => one === localStorage.getItem(KEY)) ?? 'system')
/** What is shown, for what has to be drawn anew. */
export const isDark = new Store(shownDark())

function shownDark(): boolean {
  return theme.value === 'dark' || (theme.value === 'system' && dark.matches)
}

export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(KEY, chosen)
  theme.set(chosen)
  applyTheme()
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = theme.value
  isDark.set(shownDark())
}

dark.addEventListener('change', applyTheme)
