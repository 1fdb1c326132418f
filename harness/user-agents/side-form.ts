import { nameWords, meansAny, means } from './meaning.ts'
import { typed } from './page.ts'
import type { Control, Form } from './page.ts'

const about = (control: Control): string => `${nameWords(control.name)} ${control.label}`

/** True for what stands beside the matter of a page: search, language switch, newsletter, cookie banner, password recovery. */
export function isSideForm(form: Form): boolean {
  if (meansAny(form.about, ['search', 'cookie', 'language', 'subscribe', 'logout'])) return true
  const visible = form.controls.filter((each) => each.type !== 'hidden')
  if (means(form.text, 'subscribe')) return true
  if (form.banner && !visible.some(typed)) return true
  if (means(form.text, 'cookie') && !visible.some(typed)) return true
  if (visible.some((each) => each.type === 'search')) return true
  return visible.some((each) => each.type === 'select' && means(about(each), 'language'))
}

/** True for a form that makes an account or recovers a password. */
export const isAccountForm = (form: Form): boolean => meansAny(form.about, ['register', 'forgot'])
