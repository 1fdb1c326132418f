import { intentOf } from './intent.ts'
import { means } from './meaning.ts'
import { buttonsOf, sends, typed } from './page.ts'
import type { Control, Form, Page } from './page.ts'

/** A page of script with less text than this shows nothing before the script has run. Characters. */
export const FEW_WORDS = 300

/** More forms and strays than this are not looked at. */
const MOST = 50

const pressable = (control: Control): boolean => control.type === 'button' && control.shown

/** Whether a form leads nowhere but to its own page, on which scripts may be waiting for it. */
export const staysHere = (form: Form, { scripted }: Pick<Page, 'scripted'>): boolean =>
  scripted && (form.action === '' || form.action.startsWith('#')) && form.controls.every((each) => !each.formAction)

/** Sent as it stands, a password would show in the address of the page. */
function showsPassword(form: Form, page: Pick<Page, 'scripted'>): boolean {
  const method = form.method !== '' || form.controls.some((each) => each.formMethod !== undefined)
  return !method && staysHere(form, page) && form.controls.some((each) => each.type === 'password' && each.name !== '')
}

/**
 * Why a form cannot be sent as it should be while the scripts of its page do not run, undefined when it can: its action is a
 * script, it names neither an address nor a method, what has to be typed has no name to be sent under (HTML section
 * 4.10.21.4), or no button sends it.
 */
export function deadForm(form: Form, page: Pick<Page, 'scripted'>): string | undefined {
  if (/^\s*javascript:/i.test(form.action)) return 'its action is a script'
  if (showsPassword(form, page)) return 'it says neither where nor how it is sent'
  const nameless = form.controls.some((each) => typed(each) && each.shown && !each.disabled && each.name === '')
  const named = form.controls.some((each) => typed(each) && each.shown && each.name !== '')
  if (nameless && !named) return 'its fields have no names to be sent under'
  const buttons = form.controls.filter((each) => sends(each) && each.shown)
  if (buttons.length > 0 && buttons.every((each) => each.disabled)) return 'its button is switched off'
  if (buttonsOf(form).length === 0 && form.controls.some(pressable)) return 'no button sends it'
  return undefined
}

const DECISIVE = new Set(['allow', 'deny', 'login', 'next'])

const decisive = (control: Control): boolean =>
  (control.type === 'button' || sends(control)) && DECISIVE.has(intentOf(control))

/** Whether a form has nothing to fill in or to send but buttons that decide nothing, as "Go to portal" below an alert. */
export const leadsAway = (form: Form): boolean =>
  form.controls.every((each) => (each.type === 'button' || sends(each)) && each.name === '' && !decisive(each))

const sentBy = ({ name, value, formAction, formMethod }: Control): string =>
  name === '' ? `${formAction ?? ''} ${formMethod ?? ''}` : `${formAction ?? ''} ${formMethod ?? ''} ${name}=${value}`

/** Whether a form sends the same for yes and for no, so that only its scripts can tell the two apart. */
export function saysSameForNo(form: Form): boolean {
  const buttons = buttonsOf(form).filter((each) => each.type !== 'image')
  const no = buttons.filter((each) => intentOf(each) === 'deny').map(sentBy)
  return buttons.some((each) => intentOf(each) === 'allow' && no.includes(sentBy(each)))
}

/** Why a page that nothing can be done on would do something in a browser with scripts, undefined when it would not. */
export function missingScripts(page: Page): string | undefined {
  if (page.status >= 400) return undefined
  const { scripted, text } = page
  const [forms, strays] = [page.forms.slice(0, MOST), page.strays.slice(0, MOST)]
  if (strays.some((each) => each.type === 'password')) return 'login fields outside any form'
  const fields = forms.filter((form) => form.controls.some((each) => typed(each) || each.type === 'button'))
  const [dead] = fields.filter((form) => form.controls.some(typed)).flatMap((form) => deadForm(form, page) ?? [])
  if (dead !== undefined) return `a form that only works with scripts: ${dead}`
  if (forms.length === 0 && strays.some(decisive)) return 'buttons outside any form'
  const empty = forms.length === 0 && text.length < FEW_WORDS
  if (empty && (scripted || means(text, 'scripting'))) return 'no form in the HTML'
  if (fields.some((form) => buttonsOf(form).length === 0)) return 'buttons that do nothing without scripts'
  return scripted && forms.some(saysSameForNo) ? 'buttons that only scripts tell apart' : undefined
}
