import type { TokenForms } from '../options.ts'
import type { Provider } from './library.ts'

const allowed: Readonly<Record<keyof TokenForms, RegExp>> = {
  code: /^[\x21-\x7e]+$/,
  refresh_token: /^[\x21-\x7e]+$/,
  // RFC 6750, section 2.1; a dot or a tilde would make a JWT of it.
  access_token: /^[\w*+/-]+$/,
}

/** Throws on a form that does not say where the random part goes, or that is no text such a value may be. */
export function checkedForms(forms: TokenForms = {}): TokenForms {
  for (const name of ['code', 'refresh_token', 'access_token'] as const) {
    const form = forms[name]
    if (form === undefined || (allowed[name].test(form) && form.split('*').length === 2)) continue
    const fix = 'Put one * where the random part goes, and plain characters around it.'
    throw new Error(`Expected a form such as v1-* in tokenForms.${name}, got "${form}". ${fix}`)
  }
  return { ...forms }
}

interface Named {
  generateTokenId(): string
}

/** Has codes and tokens look as a tenant wants them; the random part stays as it is. */
export function formTokens(provider: Provider, { code, refresh_token, access_token }: TokenForms): void {
  form(provider.AuthorizationCode.prototype, code)
  form(provider.RefreshToken.prototype, refresh_token)
  form(provider.AccessToken.prototype, access_token)
  form(provider.ClientCredentials.prototype, access_token)
}

function form(model: object, text: string | undefined): void {
  if (text === undefined || !isNamed(model)) return
  const { generateTokenId } = model
  model.generateTokenId = function formed() {
    return text.replace('*', () => generateTokenId.call(this))
  }
}

// Its types leave the method out.
function isNamed(model: object): model is Named {
  return 'generateTokenId' in model && typeof model.generateTokenId === 'function'
}
