import { intentOf } from './intent.ts'
import { means } from './meaning.ts'
import { buttonsOf, sends, typed } from './page.ts'
import type { Control, Form, Page } from './page.ts'

/** A page of script with less text than this shows nothing before the script has run. Characters. */
export const FEW_WORDS = 300

/** More forms and strays than this are not looked at. */
const MOST = 50

const pressable = (control: Control): boolean => control.type === 'button' && control.shown

/**
 * Why a form cannot be sent as it should be while the scripts of its page do not run, undefined when it can: its action is a
 * script, what has to be typed has no name to be sent under (HTML section 4.10.21.4), or no button sends it.
 */
export function deadForm(form: Form): string | undefined {
  if (/^\s*javascript:/i.test(form.action)) return 'its action is a script'
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

/** Why a page that nothing can be done on would do something in a browser with scripts, undefined when it would not. */
export function missingScripts(page: Page): string | undefined {
  if (page.status >= 400) return undefined
  const { scripted, text } = page
  const [forms, strays] = [page.forms.slice(0, MOST), page.strays.slice(0, MOST)]
  if (strays.some((each) => each.type === 'password')) return 'login fields outside any form'
  const fields = forms.filter((form) => form.controls.some((each) => typed(each) || each.type === 'button'))
  const [dead] = fields.filter((form) => form.controls.some(typed)).flatMap((form) => deadForm(form) ?? [])
  if (dead !== undefined) return `a form that only works with scripts: ${dead}`
  if (forms.length === 0 && strays.some(decisive)) return 'buttons outside any form'
  const empty = forms.length === 0 && text.length < FEW_WORDS
  if (empty && (scripted || means(text, 'scripting'))) return 'no form in the HTML'
  return fields.some((form) => buttonsOf(form).length === 0) ? 'buttons that do nothing without scripts' : undefined
}
