// The order matters: URL.parse and the quiet console must be there before oidc-provider is evaluated.
import './url-parse.ts'
import { endQuietImport } from './quiet-import.ts'
import { Provider, errors, interactionPolicy } from 'oidc-provider'

endQuietImport()

export { Provider, errors, interactionPolicy }
export type { Account, Adapter, AdapterPayload, ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider'
