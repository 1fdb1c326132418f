import { CLIENT, granted, page, posted, queried, redirect } from '../fake-server.ts'
import type { Reply, Routes } from '../fake-server.ts'

const denied = redirect(`${CLIENT}?error=access_denied&state=s1`)

const consent = (body: string): Reply => page(`<h1>Authorize</h1><p>The app would like to access your data</p>${body}`)

export interface ConsentShape {
  name: string
  start: Reply
  allow: Routes
  deny: Routes
}

/** Pages that ask for consent, with what a server must have got to grant and to deny. */
export const consentShapes: ConsentShape[] = [
  {
    name: 'a page with two buttons of one form',
    start: consent(
      '<form action=/c method=post><button name=ok value=no>Deny</button><button name=ok value=yes>Allow</button></form>',
    ),
    allow: { 'POST /c': posted([['ok', 'yes']]) },
    deny: { 'POST /c': posted([['ok', 'no']], denied) },
  },
  {
    name: 'a page with scope checkboxes all on, remember my decision left alone',
    start:
      consent(`<form action=/c method=post><input type=checkbox name=s value=openid checked disabled><label><input type=checkbox name=s value=email> Email</label>
      <label><input type=checkbox name=s value=files> Files</label><label><input type=checkbox name=rem value=true> Remember My Decision</label>
      <button name=b value=yes autofocus>Yes, Allow</button><button name=b value=no>No, Do Not Allow</button></form>`),
    allow: {
      'POST /c': posted([
        ['s', 'email'],
        ['s', 'files'],
        ['b', 'yes'],
      ]),
    },
    deny: { 'POST /c': posted([['b', 'no']], denied) },
  },
  {
    name: 'a page with one form for each decision',
    start: consent(
      '<form action=/no method=post><input type=hidden name=t value=1><button>Cancel</button></form><form action=/yes method=post><input type=hidden name=t value=2><button>Authorize</button></form>',
    ),
    allow: { 'POST /yes': posted([['t', '2']]) },
    deny: { 'POST /no': posted([['t', '1']], denied) },
  },
  {
    name: 'a page with radios and a submit button',
    start: consent(
      '<form action=/c method=post><input type=radio name=d value=deny checked> Deny<input type=radio name=d value=allow> Allow<button>Submit</button></form>',
    ),
    allow: { 'POST /c': posted([['d', 'allow']]) },
    deny: { 'POST /c': posted([['d', 'deny']], denied) },
  },
  {
    name: 'a page with button to go on, link to cancel',
    start: consent(
      '<form action=/c method=get><input type=hidden name=t value=1><button>Continue</button></form><a href=/abort>Cancel</a>',
    ),
    allow: { 'GET /c': queried([['t', '1']]) },
    deny: { 'GET /abort': denied },
  },
  {
    name: 'a page with cancel link straight to the client',
    start: consent(
      `<form action=/c method=post><button>Accept</button></form><a href="${CLIENT}?error=access_denied">Cancel</a>`,
    ),
    allow: { 'POST /c': granted },
    deny: {},
  },
  {
    name: 'a page with buttons told apart by value alone, formaction for the refusal',
    start: consent(
      '<form action=/c method=post><button name=a value=approve><i class=icon-check></i></button><button name=a value=reject formaction=/n></button></form>',
    ),
    allow: { 'POST /c': posted([['a', 'approve']]) },
    deny: { 'POST /n': posted([['a', 'reject']], denied) },
  },
]
