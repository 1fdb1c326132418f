import type { Answer } from '../http/answer.ts'
import type { Asked, Change } from '../moves.ts'
import type { Client } from '../target/target.ts'

/** A device authorization under way (RFC 8628 section 3.2) and the client it was made to. */
export interface Device {
  readonly device_code: string
  readonly user_code: string
  /** Absent only where the server breaks RFC 8628; verification_url stands in for it. */
  readonly verification_uri: string | undefined
  readonly verification_uri_complete: string | undefined
  /** Seconds. */
  readonly expires_in: number | undefined
  /** Seconds between two polls; five when the server does not say. */
  readonly interval: number
  readonly client: Client
  /** When it arrived, milliseconds since the epoch. */
  readonly at: number
  readonly answer: Answer
}

/** Where a visit to the verification page ended. */
export interface Verification {
  /** What the user agent did on each page, in words. */
  readonly deeds: readonly string[]
  /** The code was given and the last page neither asks anything more nor speaks of an error. */
  readonly done: boolean
  /** The user was offered a way to refuse and took it. */
  readonly denied: boolean
  /** The end in words. */
  readonly ending: string
}

/** The moves of the device grant (RFC 8628). */
export interface DeviceMoves {
  /** A device authorization request (section 3.1) of the first client that may use the grant, changed as asked. */
  askDevice(change?: Change): Asked
  /** Starts a device authorization; anything but the codes blocks the check. */
  device(change?: Change): Promise<Device>
  /** Asks for the tokens once (section 3.4), at once: what has to be waited for, `untilPoll` tells. */
  poll(device: Device, change?: Change): Asked
  /** Seconds until the device may poll again: its interval after the answer before. */
  untilPoll(device: Device): number
  /** Enters the user code at the verification page, logs in, and allows or denies. */
  approve(device: Device, decision: 'allow' | 'deny'): Promise<Verification>
  /** Opens a page in the browser of the user and touches nothing; the status of the last answer. */
  glance(url: string): Promise<number>
}
