import { check } from '../../harness/check.ts'
import type { Answer, Code, Operations } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const headerInjection = check({
  id: 'authz.header-injection',
  title: 'Line breaks in parameters cannot split the response',
  law: [must('RFC 6749', '10.14')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    broken: 'Send requests whose state, scope, client_id or redirect_uri holds a line break and a header line',
  },
  holds: 'No answer has that line as a header of its own',
  defect: 'response-splitting',
  async run({ op, step, law, random }) {
    const like = await step.control(() => op.authorize())
    const name = `assay-${random(8).toLowerCase()}`
    const value = `a\r\n${name}: b\r\n`
    const walks = []
    for (const parameter of ['state', 'scope', 'client_id', 'redirect_uri']) {
      walks.push(await step.broken(() => op.walk({ like, parameters: { [parameter]: value } })))
    }
    const split = walks.flatMap(({ answers }) => answers).find((answer) => answer.header(name) !== undefined)
    const actual = `the line came back as a header of ${split === undefined ? '' : placeOf(split)}`
    law.that(split === undefined, { expected: 'no header made of a parameter', actual })
  },
})

export const htmlInjection = check({
  id: 'authz.html-injection',
  title: 'Parameters shown on pages are escaped',
  law: [must('RFC 6749', '10.14')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    marked: 'Provoke login and error pages with a marker of quotes and angle brackets in every parameter',
  },
  holds: 'Where the marker occurs in HTML, it can open no element and end no attribute',
  defect: 'error-page-unescaped',
  async run({ op, step, law, random, notApplicable }) {
    const like = await step.control(() => op.authorize())
    const word = `q${random(9)}`
    const pages = await step.marked(() => markedPages(op, like, `${word}'${word}"${word}</script><${word}>`))
    if (pages.length === 0) return notApplicable('the server answered no such request with an HTML page')
    law.each(pages, (page) => {
      const { open, ends } = damage(page.body, word)
      const what = open ? 'an element made of a parameter' : 'an attribute ended by a parameter'
      law.that(!open && !ends, { expected: 'parameters escaped', actual: `${what}, on the page at ${placeOf(page)}` })
    })
  },
})

/** What a marker of `word'word"word</script><word>` did to a page. A string that a script holds may carry brackets, but not end. */
function damage(body: string, word: string): { open: boolean; ends: boolean } {
  const block = /<script\b[^>]*>[\s\S]*?<\/script\s*>/gi
  const markup = body.replaceAll(block, '')
  const scripts = [...body.matchAll(block)].join('\n')
  const ended = [`"[^"\\\\<>]*${word}\\\\?'${word}"${word}`, `'[^'\\\\<>]*${word}'${word}`]
  return {
    open: markup.includes(`<${word}`),
    ends: ended.some(
      (pattern) => new RegExp(`=\\s*${pattern}`).test(markup) || new RegExp(`[=:(,[]\\s*${pattern}`).test(scripts),
    ),
  }
}

async function markedPages(op: Operations, like: Code, mark: string): Promise<readonly Answer[]> {
  const everywhere = { state: mark, login_hint: mark, assay_unknown: mark }
  const pages: Answer[] = []
  for (const wrong of [{}, { client_id: mark }, { redirect_uri: mark }, { scope: mark }, { response_type: mark }]) {
    // A person meets these pages one after the other.
    // oxlint-disable-next-line no-await-in-loop
    const { answers } = await op.walk({ like, visitor: 'anonymous', parameters: { ...everywhere, ...wrong } })
    pages.push(...answers.filter(({ mediaType }) => /html/.test(mediaType)))
  }
  return pages
}

/** Where an answer comes from; what is made anew for each flow is left out, so that a finding reads the same each time. */
function placeOf({ request }: Answer): string {
  return new URL(request.url).pathname.replaceAll(/[^/]{16,}/g, '…')
}
