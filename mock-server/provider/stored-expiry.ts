import type { Payload } from '../storage/store.ts'
import type { Provider } from './library.ts'

interface Options {
  readonly ignoreExpiration?: boolean
}

interface Model {
  verify(stored: Payload, options?: Options): Promise<Payload>
}

/** Makes codes, tokens and sessions of a provider end when they say, without the tolerance that the clocks of clients get. */
export function endToTheSecond(provider: Provider): void {
  const base = baseModel(provider.AccessToken)
  const sound = base.verify
  base.verify = async function verify(stored, options = {}) {
    const over = stored.exp !== undefined && stored.exp <= Math.floor(Date.now() / 1000)
    if (over && options.ignoreExpiration !== true) throw new Error('expired')
    return sound.call(this, stored, options)
  }
}

/** The class all models of the provider inherit from. */
function baseModel(model: object): Model {
  for (let at: unknown = model; typeof at === 'function'; at = Object.getPrototypeOf(at)) if (isBase(at)) return at
  throw new Error('Expected models of oidc-provider to inherit verify, got none. Compare with its base_model.js.')
}

function isBase(value: object): value is Model {
  return Object.hasOwn(value, 'verify')
}
