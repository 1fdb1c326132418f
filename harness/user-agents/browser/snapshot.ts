/// <reference lib="dom" />
/** A page as it stands: its markup as a reader sees it, and what else there is to know before it is operated. */
export interface Snapshot {
  readonly html: string
  readonly url: string
  /** Loaded, with its scripts begun. */
  readonly ready: boolean
  readonly scripted: boolean
  /** Milliseconds for which it has looked like this. */
  readonly calm: number
}

/** What {@link readDocument} finds: beside the markup the elements its marks number, and every root below which there are some. */
export interface Reading extends Omit<Snapshot, 'calm'> {
  readonly elements: Element[]
  readonly roots: (Document | ShadowRoot)[]
}

/**
 * Runs in the page. Writes the document as markup: open shadow roots and frames of the same origin in place, what is not
 * rendered marked as hidden, fields with what they hold now, everything that can be pressed as a button, and fields or
 * buttons outside of any form inside one, since scripts take the place of forms.
 */
export function readDocument(): Reading {
  const elements: Element[] = []
  const roots: (Document | ShadowRoot)[] = [document]
  const out: string[] = []
  const pressable = 'button, input[type=submit], input[type=image], input[type=button], [role=button], summary'
  const escaped = (text: string): string =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
  const kids = (node: Node): Node[] => {
    if (node instanceof HTMLSlotElement) {
      const assigned = node.assignedNodes({ flatten: true })
      if (assigned.length > 0) return assigned
    }
    if (node instanceof HTMLIFrameElement) {
      const inner = framed(node)
      return inner === undefined ? [] : [inner]
    }
    return [...((node as Element).shadowRoot ?? node).childNodes]
  }
  const framed = (frame: HTMLIFrameElement): Element | undefined => {
    try {
      return frame.contentDocument?.body ?? undefined
    } catch {
      return undefined
    }
  }
  const parent = (node: Node): Node | null => {
    if (node.parentNode !== null) return node.parentNode
    if (node.nodeType === 11) return (node as ShadowRoot).host
    return node.nodeType === 9 ? ((node as Document).defaultView?.frameElement ?? null) : null
  }
  const tagOf = (element: Element): string => element.localName
  const isA = (element: Element, names: string): boolean => names.split(' ').includes(tagOf(element))
  const typeOf = (element: Element): string =>
    tagOf(element) === 'input' || tagOf(element) === 'button' ? ((element as HTMLInputElement).type ?? '') : ''
  const isField = (element: Element): boolean =>
    isA(element, 'input select textarea') && !/^(?:submit|image|button|reset|hidden)$/.test(typeOf(element))
  const isDeadLink = (element: Element): boolean =>
    tagOf(element) === 'a' &&
    /^(?:#|javascript:.*)?$/i.test(element.getAttribute('href') ?? (element.hasAttribute('onclick') ? '' : 'none'))
  // A button that stands in a link and in no form does what the link does.
  const isLinkLabel = (element: Element): boolean =>
    isA(element, 'button') && formOf(element) === null && element.closest('a[href]') !== null
  const isButton = (element: Element): boolean =>
    (element.matches(pressable) && !isLinkLabel(element)) || isDeadLink(element)
  const seen = (element: Element): boolean => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false
    if (!isField(element) || /^(?:checkbox|radio)$/.test(typeOf(element))) return true
    const { width, height, right, bottom } = element.getBoundingClientRect()
    const view = element.ownerDocument.defaultView
    return width * height >= 4 && right + (view?.scrollX ?? 0) > 0 && bottom + (view?.scrollY ?? 0) > 0
  }
  const formOf = (element: Element): Element | null => (element as HTMLInputElement).form ?? element.closest('form')

  const all: Element[] = []
  const collect = (node: Node): void => {
    const open: Node[] = [node]
    while (open.length > 0 && all.length < 20_000) {
      const next = open.pop()
      if (next === undefined) break
      if (next.nodeType === 1) {
        all.push(next as Element)
        const { shadowRoot } = next as Element
        if (shadowRoot !== null) roots.push(shadowRoot)
        if (next.ownerDocument !== null && !roots.includes(next.ownerDocument)) roots.push(next.ownerDocument)
      }
      if (next.nodeType !== 1 || !isA(next as Element, 'script style template noscript'))
        open.push(...kids(next).toReversed())
    }
  }
  collect(document.documentElement)

  const chain = (node: Node): Node[] => {
    const found: Node[] = []
    for (let at: Node | null = node; at !== null; at = parent(at)) found.push(at)
    return found
  }
  const wrapped = new Set<Node>()
  const within = (node: Node): boolean => chain(node).some((each) => wrapped.has(each))
  const holds = (node: Node, some: Node[]): boolean => some.some((each) => chain(each).includes(node))
  const strayFields = all
    .filter((each) => isField(each) && typeOf(each) !== 'search' && formOf(each) === null && seen(each))
    .slice(0, 60)
  const strayButtons = all.filter((each) => isButton(each) && formOf(each) === null && seen(each)).slice(0, 60)
  const forms = all.filter((each) => tagOf(each) === 'form')
  const wrap = (from: Node, enough: (node: Node) => boolean): void => {
    const wrapper = chain(from).find((each) => each.nodeType === 1 && (enough(each) || isA(each as Element, 'body')))
    if (wrapper !== undefined && !within(wrapper)) wrapped.add(wrapper)
  }
  const firstStray = strayFields.find((each) => typeOf(each) === 'password')
  const anchor = firstStray ?? strayFields[0]
  if (anchor !== undefined) {
    const others = strayFields.filter((each) => /^(?:text|email|tel|password)$/.test(typeOf(each)))
    wrap(anchor, (node) => others.every((each) => chain(each).includes(node)) && holds(node, strayButtons))
  }
  for (const button of strayButtons) {
    if (within(button)) continue
    wrap(button, (node) => {
      if (node === button) return false
      const beside = strayButtons.filter((each) => chain(each).includes(node)).length
      return (
        beside > 1 || (node as Element).matches('main, section, article, dialog, [role=dialog]') || holds(node, forms)
      )
    })
  }
  const submits = new Map<Element, boolean>()
  const hasSubmit = (form: Element): boolean => {
    const known = submits.get(form)
    if (known !== undefined) return known
    const found = all.some(
      (each) =>
        isA(each, 'button input') && /^(?:submit|image)$/.test(typeOf(each)) && formOf(each) === form && seen(each),
    )
    submits.set(form, found)
    return found
  }

  const typeFor = (element: Element): string => {
    const type = typeOf(element)
    if (!isButton(element) || type === 'submit' || type === 'image') return type
    const form = formOf(element)
    return form !== null && hasSubmit(form) ? 'button' : 'submit'
  }
  const state = (element: Element): string[] => {
    const field = element as HTMLInputElement
    const parts: string[] = []
    const type = typeFor(element)
    if (type !== '') parts.push(`type="${escaped(type)}"`)
    if (isA(element, 'input') || (isA(element, 'button') && field.value !== ''))
      parts.push(`value="${escaped(field.value)}"`)
    if (isA(element, 'option')) parts.push(`value="${escaped(field.value)}"`)
    if (isA(element, 'input') && field.checked) parts.push('checked')
    if (isA(element, 'option') && (element as HTMLOptionElement).selected) parts.push('selected')
    if (element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true') parts.push('disabled')
    return parts
  }
  const own = new Set([
    'type',
    'value',
    'checked',
    'selected',
    'disabled',
    'hidden',
    'style',
    'data-assay',
    'onload',
    'onclick',
    'form',
    'id',
  ])
  const formNames = new Map<Element, string>()
  const formName = (form: Element): string => {
    const name = formNames.get(form) ?? form.getAttribute('id') ?? `assay-form-${formNames.size}`
    formNames.set(form, name)
    return name
  }
  const belongs = (element: Element): string[] => {
    const form = formOf(element)
    // Wrong nesting and scripts can tie a field to a form it does not stand in.
    if (form === null || !isA(element, 'input button select textarea') || element.closest('form') === form) return []
    return [`form="${escaped(formName(form))}"`]
  }
  const begin = (element: Element, name: string): void => {
    const parts = [...element.attributes]
      .filter((each) => !own.has(each.name) && /^[a-z][\w-]*$/i.test(each.name))
      .map((each) => `${each.name}="${escaped(each.value)}"`)
    const id = tagOf(element) === 'form' ? formName(element) : element.getAttribute('id')
    if (id !== null) parts.push(`id="${escaped(id)}"`)
    parts.push(...belongs(element))
    if (isA(element, 'input select textarea a option') || isButton(element))
      parts.push(...state(element), `data-assay="${elements.push(element) - 1}"`)
    const rendered =
      isField(element) || isButton(element) || element.children.length === 0 ? seen(element) : element.checkVisibility()
    if (!rendered && !isA(element, 'html head title meta base body slot option optgroup'))
      parts.push('style="display:none"')
    out.push(`<${name} ${parts.join(' ')}>`)
  }
  const voids = 'input img br hr meta base link area col embed source track wbr'
  const open: (Node | string)[] = [document.documentElement]
  let scripted = false
  while (open.length > 0 && out.length < 100_000) {
    const next = open.pop()
    if (next === undefined) break
    if (typeof next === 'string') out.push(next)
    else if (next.nodeType === 3) out.push(escaped(next.nodeValue ?? ''))
    else if (next.nodeType === 1) {
      const element = next as Element
      if (tagOf(element) === 'script') {
        scripted ||= !/json|template|html/i.test(element.getAttribute('type') ?? '')
        continue
      }
      if (isA(element, 'style link template noscript svg object')) continue
      const wrapping = wrapped.has(element)
      const plain = isA(element, 'iframe slot') || /[^a-z0-9-]/.test(tagOf(element)) ? 'div' : tagOf(element)
      const own = isLinkLabel(element) ? 'span' : plain
      const name = isButton(element) && own !== 'input' ? 'button' : own
      if (wrapping) out.push('<form>')
      begin(element, name)
      if (wrapping) open.push('</form>')
      if (isA(element, voids)) continue
      open.push(`</${name}>`)
      if (tagOf(element) === 'textarea') open.push(escaped((element as HTMLTextAreaElement).value))
      else open.push(...kids(element).toReversed())
    }
  }
  if (scripted) out.push('<script></script>')
  const ready = roots.every((each) => each.nodeType !== 9 || (each as Document).readyState === 'complete')
  return { html: out.join(''), elements, roots, scripted, url: location.href, ready }
}
