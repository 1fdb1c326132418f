import { resolve } from './addresses.ts'
import { formBody } from './form-body.ts'
import { encodingOf, urlencoded } from './page-charset.ts'
import { sends, typed } from './page.ts'
import type { Control, Form, Page } from './page.ts'
import type { PageRequest } from './user-agent.ts'

/** What a person entered: text by field, or whether a box or radio is on. */
export type Answers = Map<Control, string | boolean>

const crlf = (text: string): string => text.replace(/\r\n?|\n/g, '\r\n')

function isOn(control: Control, form: Form, answers: Answers): boolean {
  const answer = answers.get(control)
  if (typeof answer === 'boolean') return answer
  if (control.type !== 'radio') return control.checked
  const others = form.controls.filter((each) => each.type === 'radio' && each.name === control.name)
  const chosen = others.find((each) => answers.get(each) === true) ?? others.findLast((each) => each.checked)
  return chosen === control
}

function selectedValues(control: Control, answer: string | boolean | undefined): string[] {
  if (typeof answer === 'string') return [answer]
  const open = control.choices.filter((choice) => !choice.disabled)
  const selected = open.filter((choice) => choice.selected)
  if (control.multiple) return selected.map((choice) => choice.value)
  const shown = selected.at(-1) ?? open[0]
  return shown === undefined ? [] : [shown.value]
}

function pressed(control: Control): [string, string][] {
  if (control.type !== 'image') return control.name === '' ? [] : [[control.name, control.value]]
  const prefix = control.name === '' ? '' : `${control.name}.`
  return [
    [`${prefix}x`, '0'],
    [`${prefix}y`, '0'],
  ]
}

function valuesOf(control: Control, form: Form, answers: Answers): string[] {
  const answer = answers.get(control)
  if (control.type === 'checkbox' || control.type === 'radio')
    return isOn(control, form, answers) ? [control.value] : []
  if (control.type === 'select') return selectedValues(control, answer)
  if (control.type === 'hidden' && control.name.toLowerCase() === '_charset_') return ['UTF-8']
  const value = typeof answer === 'string' ? answer : control.value
  if (control.type === 'file') return ['']
  return [typed(control) && control.type !== 'textarea' ? value.replace(/[\r\n]/g, '') : crlf(value)]
}

/** The entry list of a form in tree order (HTML section 4.10.21.4). */
export function entries(form: Form, button: Control | undefined, answers: Answers): [string, string][] {
  return form.controls.flatMap((control) => {
    if (control === button) return pressed(control)
    const silent = control.disabled || sends(control) || control.type === 'button' || control.type === 'reset'
    if (silent || control.name === '') return []
    return valuesOf(control, form, answers).map((value): [string, string] => [control.name, value])
  })
}

/** The URL a form goes to; undefined when it cannot be read. An empty action means the page itself, whatever its base. */
export function actionOf(form: Form, button: Control | undefined, page: Page): string | undefined {
  const action = button?.formAction ?? form.action
  return action === '' ? page.url : resolve(action, page.base)
}

export const methodOf = (form: Form, button: Control | undefined): string => button?.formMethod ?? form.method

const withoutFragment = (url: string): string => url.replace(/#.*$/s, '')

/** The request that submits a form (HTML section 4.10.21.3); undefined when its action cannot be read or its method is `dialog`. */
export function submission(
  form: Form,
  button: Control | undefined,
  answers: Answers,
  page: Page,
): PageRequest | undefined {
  const action = actionOf(form, button, page)
  const method = methodOf(form, button)
  if (action === undefined || method === 'dialog') return undefined
  const list = entries(form, button, answers)
  const encoding = form.charset === '' ? page.encoding : encodingOf(form.charset)
  if (method === 'post') {
    const { type, body } = formBody(list, button?.formEnctype ?? form.enctype, encoding)
    return { method: 'POST', url: withoutFragment(action), headers: [['content-type', type]], body }
  }
  const query = urlencoded(list, encoding)
  return { method: 'GET', url: `${action.replace(/[?#].*$/s, '')}?${query}`, headers: [] }
}
