import { placeOf } from './addresses.ts'
import type { Given, Situation } from './move.ts'
import { missingScripts } from './needs-scripts.ts'
import { buttonsOf } from './page.ts'
import type { Form, Page } from './page.ts'
import { suggestedSteps } from './suggested-steps.ts'

/** What helps where a page does nothing without its scripts. */
export const USE_BROWSER = 'use the browser user agent (login.how: browser in the target file)'

/** What helps where a page keeps programs out. */
export const CAPTCHA =
  'the page asks for a captcha, which is made to keep programs out: switch it off for the test user, or set login.how: manual'

const described = (form: Form): string => {
  const words = buttonsOf(form).map((button) => button.label || button.value || button.name)
  return `"${(words.join(' / ') || form.controls.map((each) => each.name).join(', ')).slice(0, 60)}"`
}

/** Why nothing could be done on a page, for the one who has to find out: what was seen, and what would help. */
export function whyStuck(situation: Situation): string {
  const { page, person, untouched } = situation
  const where = placeOf(page.url)
  const missing = situation.scripts === true ? undefined : missingScripts(page)
  if (missing !== undefined) return `${missing} on ${where}: this page needs JavaScript, ${USE_BROWSER}`
  const seen = page.forms.slice(0, 5).map(described).join(', ')
  const cut = page.cut ? '; only the first part of the page was read, it is too large' : ''
  const forms = seen === '' ? '' : `; forms seen: ${seen}`
  const nobody = person === undefined && untouched !== true && seen !== '' ? '; no person was given to log in' : ''
  const riddle = page.captcha ? `; ${CAPTCHA}` : ''
  return `no form recognised on ${where} (status ${page.status})${forms}${cut}${nobody}${riddle}${hint(situation)}`
}

function hint(situation: Situation): string {
  if (situation.page.status >= 400 || situation.untouched === true) return ''
  const steps = suggestedSteps(situation.page)
  return steps === undefined ? '' : `; if this is the way in, put it into the target file: ${steps}`
}

const REJECTED = 'login form rejected'

/** Whether a walk ended because the server did not take the credentials. */
export const isRejection = (stuck: string): boolean => stuck.startsWith(REJECTED)

const UNHEEDED = 'the page came back as it was'

/** Whether a walk ended because nobody took what a form was sent with. */
export const isUnheeded = (stuck: string): boolean => stuck.startsWith(UNHEEDED)

/** Says that a form came back unchanged, as one does that only its scripts can send. */
export const unheeded = ({ url }: Page): string =>
  `${UNHEEDED} after its form was sent to ${placeOf(url)}: either it was turned down without a word, or it needs JavaScript, ${USE_BROWSER}`

/** Says that a login was turned down, with the page's own words when it shows any. */
export function rejected(page: Page, what: Given): string {
  const thing = what === 'username' ? 'the user name' : `the ${what}`
  const words = page.alert === '' ? '' : `: "${page.alert.slice(0, 120)}"`
  return `${REJECTED} ${thing} on ${placeOf(page.url)}${words}${page.captcha ? `; ${CAPTCHA}` : ''}`
}
