import { bare } from './addresses.ts'
import { means } from './meaning.ts'
import { buttonsOf } from './page.ts'
import type { Given } from './move.ts'
import type { Form, Page } from './page.ts'

/** A page of script with less text than this shows nothing before the script has run. Characters. */
export const FEW_WORDS = 300

/** What to do about a page that is made by scripts, for those who walk without a browser. */
export const needsBrowser = 'this page needs JavaScript; write login.how: browser in the target file'

const described = (form: Form): string => {
  const words = buttonsOf(form).map((button) => button.label || button.value || button.name)
  return `"${(words.join(' / ') || form.controls.map((each) => each.name).join(', ')).slice(0, 60)}"`
}

const needsScripts = (form: Form): boolean =>
  buttonsOf(form).length === 0 && form.controls.some((each) => each.type === 'button')

/** Why nothing could be done on a page, for the one who has to find out. */
export function whyStuck(page: Page): string {
  const where = bare(page.url)
  if (page.strays.some((each) => each.type === 'password'))
    return `login fields outside any form on ${where}: ${needsBrowser}`
  const empty = page.forms.length === 0 && page.text.length < FEW_WORDS
  if (page.status < 400 && empty && (page.scripted || means(page.text, 'scripting')))
    return `no form in the HTML of ${where}: ${needsBrowser}`
  const seen = page.forms.slice(0, 5).map(described).join(', ')
  const cut = page.cut ? '; only the first part of the page was read, it is too large' : ''
  const forms = seen === '' ? '' : `; forms seen: ${seen}`
  const dead = page.status < 400 && page.forms.some(needsScripts) ? '; its buttons need JavaScript' : ''
  return `no form recognised on ${where} (status ${page.status})${forms}${dead}${cut}`
}

const REJECTED = 'login form rejected'

/** Whether a walk ended because the server did not take the credentials. */
export const isRejection = (stuck: string): boolean => stuck.startsWith(REJECTED)

/** Says that a login was turned down, with the page's own words when it shows any. */
export function rejected(page: Page, what: Given): string {
  const thing = what === 'username' ? 'the user name' : `the ${what}`
  const words = page.alert === '' ? '' : `: "${page.alert.slice(0, 120)}"`
  return `${REJECTED} ${thing} on ${bare(page.url)}${words}`
}
