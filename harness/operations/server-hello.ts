import type { HelloReply, OldVersion } from './transport-moves.ts'

const versions: ReadonlyMap<number, OldVersion> = new Map([
  [0x0300, 'SSL 3.0'],
  [0x0301, 'TLS 1.0'],
  [0x0302, 'TLS 1.1'],
  [0x0303, 'TLS 1.2'],
])

const recordHeader = 5
const handshakeHeader = 4

/**
 * Reads the first record of a server: a ServerHello, an alert, or something else (RFC 5246 sections 6.2.1, 7.2 and
 * 7.4.1.3). Undefined when more has to come. A choice that was not offered is no agreement.
 */
export function readReply(bytes: Buffer, newest: number, offered: ReadonlyMap<number, string>): HelloReply | undefined {
  if (bytes.length < recordHeader) return undefined
  const type = bytes.readUInt8(0)
  if (type === 21) return bytes.length < recordHeader + 2 ? undefined : refused(`sent the alert ${bytes.readUInt8(6)}`)
  if (type !== 22) return refused('answered something that is not TLS')
  const random = recordHeader + handshakeHeader + 2
  const session = random + 32
  if (bytes.length <= session) return undefined
  const suite = session + 1 + bytes.readUInt8(session)
  if (bytes.length < suite + 2) return undefined
  if (bytes.readUInt8(recordHeader) !== 2) return refused('answered with another message than a ServerHello')
  const version = bytes.readUInt16BE(recordHeader + handshakeHeader)
  const [name, chosen] = [versions.get(version), offered.get(bytes.readUInt16BE(suite))]
  if (name === undefined || version > newest || chosen === undefined) return refused('chose what was not offered')
  return { kind: 'accepted', version: name, suite: chosen }
}

function refused(how: string): HelloReply {
  return { kind: 'refused', how }
}
