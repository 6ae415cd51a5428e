/** @module A part of a page that scrolls by itself, also with the keyboard. */

import type { ComponentChildren, VNode } from 'preact'

interface ScrollerProps {
  readonly name: string
  /** As long as the window allows. */
  readonly isLong?: boolean
  readonly children: ComponentChildren
}

export function Scroller({ name, isLong = false, children }: ScrollerProps): VNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard (WCAG 2.2, 2.1.1).
    <section class={isLong ? 'scrolling long' : 'scrolling'} tabIndex={0} aria-label={name}>
      {children}
    </section>
  )
}
