/// <reference lib="dom" />
import { pageData } from './page-data.ts'
import { listenToKeys } from './shell/keys.ts'
import { unfoldForPrint } from './shell/printing.ts'
import { makeShell } from './shell/shell.ts'

const shell = makeShell(document, pageData(document))
shell.show()
addEventListener('hashchange', ({ oldURL }) => shell.show(new URL(oldURL).hash))
listenToKeys(document)
unfoldForPrint()
