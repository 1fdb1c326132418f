// oidc-provider calls URL.parse, which Node.js 20 lacks, and warns of that release.
URL.parse ??= (url, base) => (URL.canParse(url, base) ? new URL(url, base) : null)
const { warn } = console
console.warn = () => undefined
export const { Provider } = await import('oidc-provider')
console.warn = warn
