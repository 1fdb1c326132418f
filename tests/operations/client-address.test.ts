import { describe, expect, it } from 'vitest'

import { clientAddress, stateOf } from '../../harness/operations/client-address.ts'
import { clientWith } from './clients.ts'

const target = { endpoint: () => 'https://as.example/authorize' }
const client = clientWith({ redirect_uris: ['https://app.example/callback', 'com.example.app:/callback'] })

describe('an address of the client', () => {
  const isClient = clientAddress(target, { client, redirectUri: 'https://evil.example/callback' }, 'abc')

  it.each([
    'https://app.example/callback?code=c',
    'com.example.app:/callback?error=x',
    'https://evil.example/anything?code=c&state=abc',
    'https://evil.example/anything#error=x&state=abc',
    'https://app.example/elsewhere?error=x&state=abc',
  ])('is %s', (url) => {
    expect(isClient(url)).toBe(true)
  })

  it.each([
    'https://app.example/other?code=c',
    'https://login.example/sign-in?state=abc',
    'https://login.example/sign-in?code=c&state=upstream',
    'https://as.example/error?error=x&state=abc',
    'https://pages.example/error?error=x&state=abc',
  ])('is not %s', (url) => {
    expect(isClient(url)).toBe(false)
  })

  it('without a state is a registered one only', () => {
    const stateless = clientAddress(target, { client, redirectUri: 'https://evil.example/callback' }, null)
    expect(stateless('https://evil.example/anything?code=c')).toBe(false)
    expect(stateless('https://app.example/callback')).toBe(true)
  })
})

it('reads the state of a request from its query or its form', () => {
  expect(stateOf({ url: 'https://as.example/authorize?state=abc' })).toBe('abc')
  expect(stateOf({ url: 'https://as.example/authorize', body: 'scope=read&state=def' })).toBe('def')
  expect(stateOf({ url: 'https://as.example/authorize' })).toBeNull()
})
