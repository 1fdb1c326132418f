// The order matters: quiet-import prepares URL.parse and the console before oidc-provider is evaluated.
import { endQuietImport } from './quiet-import.ts'
import { Provider, errors, interactionPolicy } from 'oidc-provider'

endQuietImport()

export { Provider, errors, interactionPolicy }
export type {
  Account,
  Adapter,
  AdapterPayload,
  ClientMetadata,
  Configuration,
  InteractionResults,
  KoaContextWithOIDC,
} from 'oidc-provider'
