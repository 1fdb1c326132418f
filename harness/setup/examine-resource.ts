import { resource } from '../operations/resource.ts'
import { randomText } from '../operations/pkce.ts'
import type { Surroundings } from '../operations/surroundings.ts'
import type { Doubt } from './doubt.ts'

/** Says whether the resource gives anybody the same, token or not, so that it is none to judge; undefined when it does not. */
export async function examineResource(around: Surroundings): Promise<Doubt | undefined> {
  const { resource: place, metadata } = around.target
  // The server itself says of UserInfo that it takes its tokens, so that an open one is the server's fault.
  if (place === undefined || place.url === metadata['userinfo_endpoint']) return undefined
  const bare = await resource(around, '', { authorization: [] })
  if (bare.status === 404) return { ...about, sure: 'guessed', because: 'the resource answers 404' }
  if (bare.status < 200 || bare.status > 299) return undefined
  const random = await resource(around, randomText(43))
  if (random.status !== bare.status || random.body !== bare.body) return undefined
  return {
    ...about,
    sure: 'said',
    because: 'the resource gives the same to a request without a token and to one with a made-up token',
  }
}

const about = { at: ['resource', 'url'], fix: 'name a resource that takes access tokens of this server' }
