/** As they are registered in fixtures/targets/jmondi-oauth2-server. */
export const web = { id: 'web', secret: 'web-4Tq8sNw2LzX6', redirectUri: 'https://web.example/callback' }
export const second = { id: 'second', secret: 'second-9Kc3vHm7RbD1', redirectUri: 'https://second.example/callback' }
export const service = { id: 'service', secret: 'service-5Jx1pGf8YuV3' }
export const spa = { id: 'spa', redirectUri: 'https://spa.example/callback' }
export const native = { id: 'native', redirectUri: 'http://127.0.0.1/callback' }
