import { means, nameWords } from './meaning.ts'
import type { Control, Link } from './page.ts'
import type { Meaning } from './words.ts'

/** What pressing a button or link would do, as far as its words tell. */
export type Intent = Meaning | 'neutral'

// The order is the judgement: "Do not allow" denies, "Back to login" goes back, "Authorize Google Drive" allows.
const ORDER: Meaning[] = [
  'cookie',
  'logout',
  'forgot',
  'deny',
  'skip',
  'register',
  'subscribe',
  'search',
  'another',
  'back',
]
const WANTED: Meaning[] = ['allow', 'elsewhere', 'login', 'next']

function read(text: string): Intent {
  const first = ORDER.find((each) => means(text, each))
  if (first === 'register' && means(text, 'login')) return 'login'
  return first ?? WANTED.find((each) => means(text, each)) ?? 'neutral'
}

const known = new WeakMap<Control, Intent>()

/** The intent of a button: its text decides, then its value, then its name and id. */
export function intentOf(button: Control): Intent {
  let intent = known.get(button)
  if (intent === undefined) known.set(button, (intent = judge(button)))
  return intent
}

function judge(button: Control): Intent {
  const sources = [button.label || button.hint, button.value, nameWords(button.name), nameWords(button.id)]
  return sources.map(read).find((each) => each !== 'neutral') ?? 'neutral'
}

/** The intent of a link, read from its text alone. */
export const linkIntent = (link: Link): Intent => read(link.text)
