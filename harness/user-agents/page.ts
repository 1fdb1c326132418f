/** One `<option>` of a select. */
export interface Choice {
  value: string
  text: string
  selected: boolean
  disabled: boolean
}

/** One field or button in tree order; `type` is `select` and `textarea` for those, else the type of the input or button. */
export interface Control {
  type: string
  name: string
  id: string
  value: string
  checked: boolean
  disabled: boolean
  required: boolean
  readonly: boolean
  shown: boolean
  /** Inside `<noscript>`: a browser with scripts would not show it. */
  fallback: boolean
  multiple: boolean
  choices: Choice[]
  /** The text of a button, or the label of a field, as a reader sees it. */
  label: string
  /** Placeholder, title, aria-label and nearby text: weaker evidence than the label. */
  hint: string
  autocomplete: string
  formAction?: string
  formMethod?: string
  formEnctype?: string
  /** Which element of a live page it is, where the page came out of a browser. */
  mark?: number
}

/** One form with its controls; `about` is what its markup says (name, id, class, role), `text` what a reader sees outside links. */
export interface Form {
  action: string
  method: string
  enctype: string
  /** The first encoding of `accept-charset`, empty when there is none. */
  charset: string
  /** Stands inside something that is about cookies. */
  banner: boolean
  controls: Control[]
  about: string
  text: string
  shown: boolean
}

export interface Link {
  url: string
  text: string
  mark?: number
}

export interface Refresh {
  url: string
  seconds: number
}

/** A parsed page; `strays` are controls that belong to no form, `find` resolves a CSS selector of a hint. */
export interface Page {
  status: number
  url: string
  base: string
  /** The character encoding of its forms, undefined for UTF-8. */
  encoding?: string
  title: string
  text: string
  alert: string
  headings: string
  forms: Form[]
  links: Link[]
  /** Frames of the page that a reader sees. */
  frames: Link[]
  strays: Control[]
  scripts: string
  scripted: boolean
  /** Holds a riddle made to keep programs out. */
  captcha: boolean
  refresh?: Refresh
  cut: boolean
  find(css: string): { control: Control; form: Form | undefined } | { link: Link } | undefined
}

const BUTTONS = new Set(['submit', 'image'])
const TYPED = new Set(['text', 'email', 'tel', 'search', 'url', 'number', 'password', 'textarea'])

/** True for a control that sends its form. */
export const sends = (control: Control): boolean => BUTTONS.has(control.type)

/** True for a control a person types into. */
export const typed = (control: Control): boolean => TYPED.has(control.type)

/** The enabled buttons of a form that send it. */
export const buttonsOf = (form: Form): Control[] => form.controls.filter((each) => sends(each) && !each.disabled)

/** The enabled fields a person would type into; hidden ones only count when nothing is shown. */
export function typedFields(form: Form): Control[] {
  const all = form.controls.filter((each) => typed(each) && !each.disabled)
  const shown = all.filter((each) => each.shown)
  return shown.length > 0 ? shown : all
}
