import type { Hooks } from '../../mock-server/hooks.ts'

/** Changes answers that bring a token. */
export const tokenAnswers = (change: (json: Record<string, unknown>) => void): Hooks => ({
  answer({ json, status }, { endpoint }) {
    if (endpoint === 'token' && status === 200 && json !== undefined && 'access_token' in json) change(json)
  },
})

/** The authorization endpoint is that of its own form too, and takes no POST without the token of the form. */
export const postsNeedFormToken: Hooks = {
  request({ endpoint, method, form }) {
    if (endpoint !== 'authorization' || method !== 'POST' || form.has('csrf')) return undefined
    return { status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>Invalid CSRF token</h1>' }
  },
}

/** Pages hold no form before their scripts have run. */
export const loginByScript: Hooks = {
  answer(answer, { method }) {
    if (method !== 'GET' || !/html/.test(answer.header('content-type') ?? '')) return
    answer.setText('<!doctype html><div id="root"></div><script src="/assets/index-4f2a.js" type="module"></script>')
  },
}

/** Errors of the token endpoint come with status 200, as GitHub has it. */
export const okErrors: Hooks = {
  answer(answer, { endpoint }) {
    if (endpoint === 'token' && answer.status >= 400) answer.status = 200
  },
}

/** What RFC 6749 section 4.1.2.1 tells the client by a redirect is told to the user alone. */
export const errorsStay = (form: 'json' | 'html'): Hooks => ({
  answer(answer) {
    const error = answer.location?.searchParams.get('error')
    if (!error) return
    answer.location = undefined
    answer.status = 400
    if (form === 'json') answer.json = { error }
    else answer.setText(`<!doctype html><h1>Something went wrong</h1><p>${error}</p>`, 'text/html')
  },
})
