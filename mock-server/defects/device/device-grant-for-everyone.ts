import { deviceGrant } from '../../grants/device.ts'
import { defect } from '../defect.ts'

export const deviceGrantForEveryone = defect({
  id: 'device-grant-for-everyone',
  sentence: 'Every client may use the device grant, registered for it or not.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  client: { grantAllowed: ({ value }, next) => value === deviceGrant || next() },
})
