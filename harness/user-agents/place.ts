import type { ChoiceDraft, ControlDraft, FormDraft, LabelDraft } from './drafts.ts'
import type { Tag } from './dom.ts'
import type { Link } from './page.ts'
import { words } from './visible-text.ts'
import type { Words } from './visible-text.ts'

interface LinkDraft {
  href: string
  tag: Tag
  said: Words
  link: Link
}

/** Where the reader stands: what the elements around it mean for the text and controls inside them. */
export interface Place {
  form?: FormDraft
  label?: LabelDraft
  holder?: ControlDraft
  choice?: ChoiceDraft
  link?: LinkDraft
  aside?: Words | undefined
  quiet: boolean
  shown: boolean
  disabled: boolean
  fallback: boolean
  /** Inside something whose markup says that it is about cookies. */
  banner: boolean
  sink?: Words
}

/** Everything found so far on a page. */
export interface Reading {
  controls: ControlDraft[]
  forms: FormDraft[]
  labels: LabelDraft[]
  links: LinkDraft[]
  frames: Tag[]
  ids: Map<string, Tag>
  body: Words
  title: Words
  alert: Words
  headings: Words
  scripts: Words
  since: Words
  scripted: boolean
  captcha: boolean
  base: string | undefined
  refreshes: string[]
  charset: string
}

export const emptyReading = (): Reading => ({
  controls: [],
  forms: [],
  labels: [],
  links: [],
  frames: [],
  ids: new Map(),
  body: words(20_000),
  title: words(300),
  alert: words(300),
  headings: words(600),
  scripts: words(200_000),
  since: words(200),
  scripted: false,
  captcha: false,
  base: undefined,
  refreshes: [],
  charset: '',
})
