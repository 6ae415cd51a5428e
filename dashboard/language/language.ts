/** @module The language of the page: chosen by the reader, or else the browser's. */

import { Store, useStore } from '../state/store.ts'
import { english, type PhraseKey, type Phrases, thai } from './phrases.ts'

export type Language = 'en' | 'th'

const PHRASES: Readonly<Record<Language, Phrases>> = { en: english, th: thai }
const KEY = 'language'

export const language = new Store<Language>(preferred())

function preferred(): Language {
  const kept = localStorage.getItem(KEY)
  if (kept === 'en' || kept === 'th') return kept
  return navigator.language.startsWith('th') ? 'th' : 'en'
}

export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(KEY, chosen)
  language.set(chosen)
}

export type Phrase = (key: PhraseKey, values?: Readonly<Record<string, string | number>>) => string

/** A phrase with its values put in, in the language of the page. */
export function usePhrase(): Phrase {
  const phrases = PHRASES[useStore(language, (value) => value)]
  return (key, values = {}) => phrases[key].replaceAll(/\{(\w+)\}/g, (_match, name: string) => String(values[name]))
}

/** A phrase whose key the program makes, such as `weather.` with a condition; the word itself where there is none. */
export function usePhraseOf(): (group: string, word: string) => string {
  const phrases: Readonly<Record<string, string>> = PHRASES[useStore(language, (value) => value)]
  return (group, word) => phrases[`${group}.${word}`] ?? word
}
