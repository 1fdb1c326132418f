import type { Dom, Tag } from './dom.ts'
import { isTag } from './dom.ts'
import type { Form, Page } from './page.ts'
import type { Reading } from './place.ts'

/** Finds what a CSS selector of a hint means: a control with its form, or a link; an element inside a button means the button. */
export function finder(dom: Dom, reading: Reading, forms: Form[]): Page['find'] {
  return (css) => {
    let node = dom.$(css).get(0)
    while (node !== undefined && node !== null) {
      const found = isTag(node) ? at(node, reading, forms) : undefined
      if (found !== undefined) return found
      const parent = node.parent
      node = parent !== null && isTag(parent) ? parent : undefined
    }
    return undefined
  }
}

function at(tag: Tag, reading: Reading, forms: Form[]): ReturnType<Page['find']> {
  const control = reading.controls.find((draft) => draft.tag === tag)?.control
  if (control !== undefined) return { control, form: forms.find((form) => form.controls.includes(control)) }
  const link = reading.links.find((draft) => draft.tag === tag)?.link
  return link === undefined ? undefined : { link }
}
