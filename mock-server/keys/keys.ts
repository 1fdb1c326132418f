import { createPrivateKey } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { generateSigningKey, type SigningAlgorithm } from './algorithms.ts'
import { Keyring } from './keyring.ts'

/** A published key without its secret: `signing` signs what is issued next with its algorithm, `published` only verifies. */
export interface KeyView {
  readonly kid: string
  readonly alg: string
  readonly state: 'signing' | 'published'
}

/** How a key is replaced. */
export interface Rotation {
  /** Algorithm of the new key; that of access tokens unless told. */
  alg?: SigningAlgorithm
  /**
   * `true` leaves the old keys published, `false` takes them away at once, and `published-only` publishes the new key
   * ahead of its use: {@link Keys.activate} has it sign.
   */
  overlap?: boolean | 'published-only'
}

/** The signing keys of one tenant, and what can happen to them. What was issued before stays as it was signed. */
export class Keys {
  readonly #initial: Keyring
  readonly #changed: () => void
  #ring: Keyring

  constructor(initial: Keyring, changed: () => void) {
    this.#initial = initial
    this.#ring = initial
    this.#changed = changed
  }

  /** The keys as they are now; another object after each change. */
  get ring(): Keyring {
    return this.#ring
  }

  /** Every published key; the first signs JWT access tokens. */
  list(): KeyView[] {
    const seen = new Set<string>()
    return this.#keys.map(({ kid = '', alg = '', use }) => {
      const signs = use !== 'enc' && !seen.has(alg)
      seen.add(alg)
      return { kid, alg, state: signs ? 'signing' : 'published' }
    })
  }

  /** Brings a new key into use, or only publishes it; resolves to it. Takes a tenth of a second or more for RSA. */
  async rotate({ alg, overlap = true }: Rotation = {}): Promise<KeyView> {
    const made = await generateSigningKey(alg ?? this.#keys[0]?.alg ?? 'RS256')
    if (overlap === false) this.#become(inPlaceOf(this.#keys, made))
    else this.#become(overlap === true ? before(this.#keys, made) : [...this.#keys, made])
    return this.#view(made.kid)
  }

  /** Has a published key sign from now on; throws when there is none of that kid. */
  activate(kid: string): void {
    const chosen = this.#find(kid)
    this.#become(before(without(this.#keys, chosen), chosen))
  }

  /**
   * Takes a key away, be it in use: what it signed no longer verifies, and the next of its algorithm signs. The last one
   * of an algorithm is followed by a new one, so that the tenant can go on. Rejects when there is none of that kid.
   */
  async remove(kid: string): Promise<void> {
    const gone = this.#find(kid)
    const last = this.#keys.every((one) => one === gone || one.alg !== gone.alg)
    const made = last && gone.alg !== undefined && gone.use !== 'enc' ? [await generateSigningKey(gone.alg)] : []
    this.#become(this.#keys.flatMap((one) => (one.kid === kid ? made : [one])))
  }

  /** Puts another key under the same kid, as a server does that numbers its keys anew; rejects when there is none of that kid. */
  async impersonate(kid: string): Promise<void> {
    const { alg = '' } = this.#find(kid)
    const made = await generateSigningKey(alg, kid)
    this.#become(this.#keys.map((one) => (one.kid === kid ? made : one)))
  }

  /** Publishes a private key of your own, last in line for its algorithm; rejects a key without secret or `alg`, or whose kid is taken. */
  async add(jwk: JWK): Promise<KeyView> {
    const named = await nameKey(jwk)
    if (this.#keys.some(({ kid }) => kid === named.kid)) {
      throw new Error(`Expected a new kid, got "${named.kid}" again. Remove that key first.`)
    }
    this.#become([...this.#keys, checkKey(named)])
    return this.#view(named.kid)
  }

  /** Puts the keys back that the tenant began with. */
  reset(): void {
    if (this.#ring === this.#initial) return
    this.#ring = this.#initial
    this.#changed()
  }

  get #keys(): readonly JWK[] {
    return this.#ring.jwks.keys
  }

  #find(kid: string): JWK {
    const found = this.#keys.find((one) => one.kid === kid)
    if (found) return found
    const known = this.#keys.map((one) => one.kid).join(', ')
    throw new Error(`Expected the kid of a key among ${known}, got "${kid}". See keys.list().`)
  }

  #view(kid = ''): KeyView {
    return this.list().find((one) => one.kid === kid) ?? { kid, alg: '', state: 'published' }
  }

  // A new ring each time: the development keys are shared by every tenant of the process.
  #become(keys: readonly JWK[]): void {
    const old = this.#ring
    this.#ring = new Keyring({ keys: [...keys] })
    try {
      this.#changed()
    } catch (error) {
      this.#ring = old
      this.#changed()
      throw error
    }
  }
}

/** The keys with a name for each that had none: its thumbprint (RFC 7638). */
export async function nameKey(jwk: JWK): Promise<JWK> {
  return jwk.kid === undefined ? { ...jwk, kid: await calculateJwkThumbprint(jwk) } : { ...jwk }
}

function checkKey(jwk: JWK): JWK {
  try {
    createPrivateKey({ key: { ...jwk }, format: 'jwk' })
  } catch (cause) {
    throw new Error(
      `Expected a private key as a JWK, got one that is none: ${String(cause)}. Give its private members.`,
      {
        cause,
      },
    )
  }
  if (jwk.alg === undefined) throw new Error('Expected a key with an "alg", got none. Say what it signs with.')
  return jwk
}

const without = (keys: readonly JWK[], gone: JWK): JWK[] => keys.filter((one) => one !== gone)

/** Puts a key ahead of all of its algorithm: the first of them signs. */
function before(keys: readonly JWK[], made: JWK): JWK[] {
  const at = keys.findIndex(({ alg }) => alg === made.alg)
  return at === -1 ? [...keys, made] : keys.toSpliced(at, 0, made)
}

function inPlaceOf(keys: readonly JWK[], made: JWK): JWK[] {
  return before(keys, made).filter((one) => one === made || one.alg !== made.alg)
}
