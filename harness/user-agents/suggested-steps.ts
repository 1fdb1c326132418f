import { intentOf } from './intent.ts'
import { buttonsOf, typedFields } from './page.ts'
import type { Control, Form, Page } from './page.ts'
import { isSideForm } from './side-form.ts'

/** A page with more forms is no login page. */
const MOST_FORMS = 20

/** A form with more fields is no login. */
const MOST_FIELDS = 8

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/** A CSS selector that finds this control and no other before it, undefined when its markup offers none. */
function selectorFor(control: Control, page: Page): string | undefined {
  const { id, name, value } = control
  const tries = [
    /^[a-z][\w-]*$/i.test(id) ? `#${id}` : '',
    name === '' ? '' : `[name=${quoted(name)}]`,
    name === '' ? '' : `[name=${quoted(name)}][value=${quoted(value)}]`,
    control.type === 'submit' ? 'form [type=submit]' : '',
    control.type === 'submit' ? 'form button' : '',
    control.type === 'password' ? '[type=password]' : '',
  ]
  return tries.find((css) => css !== '' && finds(page, css, control))
}

function finds(page: Page, css: string, control: Control): boolean {
  try {
    const found = page.find(css)
    return found !== undefined && 'control' in found && found.control === control
  } catch {
    return false
  }
}

const step = (verb: string, css: string, more = ''): string => `{ ${verb}: '${css.replaceAll("'", "''")}'${more} }`

/** What to fill a field with: the password, a prepared answer by the field's own name, else the user name. */
function answerFor(field: Control, first: boolean): string {
  if (field.type === 'password') return 'password'
  return first ? 'username' : field.name || field.id
}

function stepsOf(form: Form, page: Page): string[] {
  const fields = typedFields(form)
    .filter((each) => each.shown && !each.readonly)
    .slice(0, MOST_FIELDS)
  const first = fields.find((each) => each.type !== 'password')
  const fills = fields.flatMap((field) => {
    const css = selectorFor(field, page)
    const what = answerFor(field, field === first)
    return css === undefined || !/^[\w-]+$/.test(what) ? [] : [step('fill', css, `, with: ${what}`)]
  })
  const wanted = buttonsOf(form).find(
    (each) => !['deny', 'skip', 'register', 'forgot', 'back'].includes(intentOf(each)),
  )
  const css = wanted === undefined ? undefined : selectorFor(wanted, page)
  return css === undefined ? [] : [...fills, step('click', css)]
}

/**
 * The `login.steps` (YAML on one line) that use the form of a page most like a way in; undefined when the page has none, or
 * none whose controls a selector can name.
 */
export function suggestedSteps(page: Page): string | undefined {
  if (page.forms.length > MOST_FORMS) return undefined
  const forms = page.forms.filter((form) => form.shown && !isSideForm(form))
  const fields = (form: Form): number => typedFields(form).filter((each) => each.shown).length
  const [best] = forms.toSorted((a, b) => fields(b) - fields(a))
  const steps = best === undefined ? [] : stepsOf(best, page)
  return steps.length === 0 ? undefined : `login: { steps: [${steps.join(', ')}] }`
}
