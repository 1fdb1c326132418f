import { ALICE, granted, page, posted } from '../fake-server.ts'
import type { Routes } from '../fake-server.ts'

const { username, password } = ALICE

/** Login forms that put the rules of HTML to the test; every server only grants what a browser would have sent. */
export const formShapes: [string, Routes][] = [
  [
    'table layout: labels in cells, fields outside any label, markup nested wrongly',
    {
      'GET /authorize': page(
        `<table><form action=/in method=POST><tr><td>Firma<td><input name=f1 value=acme><tr><td>Benutzername<td><input name=f2>
         <tr><td>Kennwort<td><input type=password name=f3><tr><td><input type=image src=go.png alt=Anmelden name=go></tr></form></table>`,
      ),
      'POST /in': posted([
        ['f1', 'acme'],
        ['f2', username],
        ['f3', password],
        ['go.x', '0'],
        ['go.y', '0'],
      ]),
    },
  ],
  [
    'form closed by a div: the fields after it still belong to it',
    {
      'GET /authorize': page(
        '<div><form action=/in method=post></div><input name=user><input type=password name=pw><button>Log in</button></form>',
      ),
      'POST /in': posted([
        ['user', username],
        ['pw', password],
      ]),
    },
  ],
  [
    'fields and button outside the form with form=, formaction and formmethod',
    {
      'GET /authorize': page(
        `<input form=f name=user><form id=f action=/nowhere method=get></form><input form=f type=password name=pw>
         <button form=f formaction=/in formmethod=post name=act value=go>Sign in</button>`,
      ),
      'POST /in': posted([
        ['user', username],
        ['pw', password],
        ['act', 'go'],
      ]),
    },
  ],
  [
    'login as a GET form below a base href',
    {
      'GET /authorize': page(
        '<base href="https://as.example/app/"><form action="in#top"><input name=user><input type=password name=pw><button>Log on</button></form>',
      ),
      'GET /app/in': (asked) =>
        asked.url.search === '?user=alice&pw=wonder%26land' ? granted : page(`got ${asked.url.search}`, 400),
    },
  ],
  [
    'empty action posts to the page itself, with its query, whatever the base',
    {
      'GET /authorize': page(
        '<base href=/app/><form action="" method=post><input name=user><input type=password name=pw></form>',
      ),
      'POST /authorize': (asked) =>
        asked.url.search === '?client_id=c&state=s1'
          ? posted([
              ['user', username],
              ['pw', password],
            ])(asked)
          : page('query lost', 400),
    },
  ],
  [
    'failed-session page with status 401 that holds the form; select, textarea, radios and required terms',
    {
      'GET /authorize': page(
        `<form action=/in method=post><input name=user><input type=password name=pw>
         <select name=realm><option value="" disabled>choose<option value=a>A<option value=b>B</select>
         <textarea name=note>\none\ntwo</textarea><input type=radio name=way value=1><input type=radio name=way value=2 checked>
         <label><input type=checkbox name=terms required> I accept the terms</label><input type=checkbox name=more value=yes>
         <fieldset disabled><input name=off value=x></fieldset><button>Login</button></form>`,
        401,
      ),
      'POST /in': posted([
        ['user', username],
        ['pw', password],
        ['realm', 'a'],
        ['note', 'one\r\ntwo'],
        ['way', '2'],
        ['terms', 'on'],
      ]),
    },
  ],
  [
    'decoy fields: a hidden trap for robots and a hidden password against autofill',
    {
      'GET /authorize': page(
        `<form action=/in method=post><div style="display: none"><input name=email><input type=password name=fake></div>
         <input name=login_id><input type=password name=secret><button>Sign in</button></form>`,
      ),
      'POST /in': posted([
        ['email', ''],
        ['fake', ''],
        ['login_id', username],
        ['secret', password],
      ]),
    },
  ],
  [
    'multipart form',
    {
      'GET /authorize': page(
        '<form action=/in method=post enctype=multipart/form-data><input name=user><input type=password name=pw><button>Sign in</button></form>',
      ),
      'POST /in': ({ request }) => {
        const type = request.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
        const body = request.body ?? ''
        const whole = body.includes('name="user"\r\n\r\nalice\r\n') && body.includes('name="pw"\r\n\r\nwonder&land\r\n')
        const boundary = type.replace('multipart/form-data; boundary=', '')
        return whole && body.endsWith(`--${boundary}--\r\n`) ? granted : page(body, 400)
      },
    },
  ],
]
