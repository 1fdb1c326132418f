import { ALICE, page, posted } from '../fake-server.ts'
import type { Routes } from '../fake-server.ts'

/** Name label, password label, login button, consent question, allow button, deny button. */
const languages: Record<string, [string, string, string, string, string, string]> = {
  German: ['Benutzername', 'Passwort', 'Anmelden', 'App möchte auf Ihr Konto zugreifen', 'Zustimmen', 'Ablehnen'],
  French: ['Identifiant', 'Mot de passe', 'Se connecter', 'Cette application souhaite accéder', 'Autoriser', 'Refuser'],
  Spanish: ['Correo', 'Contraseña', 'Iniciar sesión', 'La aplicación solicita permisos', 'Permitir', 'No permitir'],
  Portuguese: ['Usuário', 'Senha', 'Entrar no portal', 'O aplicativo deseja acessar', 'Autorizar', 'Não autorizar'],
  Italian: ['Nome utente', 'Parola d’ordine', 'Accedi', 'L’app vorrebbe accedere', 'Consenti', 'Non consentire'],
  Dutch: ['Gebruikersnaam', 'Wachtwoord', 'Inloggen', 'De app wil toegang', 'Toestaan', 'Weigeren'],
  Polish: ['Nazwa użytkownika', 'Hasło', 'Zaloguj się', 'Aplikacja prosi o dostęp', 'Zezwól', 'Odrzuć'],
  Japanese: ['ユーザー名', 'パスワード', 'ログイン', 'アプリがアクセスを求めています', '許可する', '許可しない'],
}

/** The text field of a login and a consent page whose only clue is the language; a decoy field and button stand first. */
export const languageShapes: [string, Routes][] = Object.entries(languages).map(([language, words]) => {
  const [name, secret, enter, question, allow, deny] = words
  const consent = `<p>${question}</p><form action=/yes method=post><button name=b value=2>${deny}</button><button name=b value=1>${allow}</button></form>`
  return [
    `${language}: nothing but the words`,
    {
      'GET /authorize': page(
        `<form action=/in method=post><label>Mandant <input name=x1></label><label>${name} <input name=x2></label>
         <label>${secret} <input name=x3 type=password></label><button name=z value=0>${deny}</button><button name=z value=1>${enter}</button></form>`,
      ),
      'POST /in': posted(
        [
          ['x1', ''],
          ['x2', ALICE.username],
          ['x3', ALICE.password],
          ['z', '1'],
        ],
        page(consent),
      ),
      'POST /yes': posted([['b', '1']]),
    },
  ]
})
