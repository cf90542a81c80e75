import preact from '@preact/preset-vite'
import { defineConfig } from 'wxt'
import { treeshake } from './scripts/lib/treeshake.mjs'
import { browserWords, messageOf, messagesOf } from './src/core/words'

/** Where Playhead may record without asking: the machine the developer works on. Everything else is granted by the user, per site. */
const localhost = [
  'http://localhost/*',
  'https://localhost/*',
  'http://127.0.0.1/*',
  'https://127.0.0.1/*',
  'http://[::1]/*',
  'https://[::1]/*',
]

export default defineConfig({
  srcDir: '.',
  entrypointsDir: 'entrypoints',
  publicDir: 'public',
  outDir: '.output',
  // What a file uses, it imports: nothing appears out of nowhere.
  imports: false,
  manifestVersion: 3,
  vite: () => ({ plugins: [preact()], build: { rolldownOptions: { treeshake } } }),
  webExt: {
    ...(process.env.PLAYHEAD_CHROMIUM || process.env.PLAYHEAD_FIREFOX
      ? { binaries: { chrome: process.env.PLAYHEAD_CHROMIUM ?? '', firefox: process.env.PLAYHEAD_FIREFOX ?? '' } }
      : {}),
    startUrls: ['http://localhost:4400/'],
  },
  zip: { artifactTemplate: '{{name}}-{{version}}-{{browser}}.zip', sourcesTemplate: '{{name}}-{{version}}-sources.zip' },
  hooks: {
    'build:publicAssets': (_, files) => {
      files.push({ relativeDest: '_locales/en/messages.json', contents: messagesOf(browserWords) })
    },
  },
  manifest: ({ browser }) => ({
    name: messageOf('name'),
    description: messageOf('description'),
    default_locale: 'en',
    // `activeTab`: a click on the toolbar button shows the address of the tab, to ask for its site.
    permissions: ['activeTab', 'alarms', 'storage', 'unlimitedStorage', 'scripting', ...(browser === 'firefox' ? [] : ['offscreen'])],
    host_permissions: localhost,
    optional_host_permissions: ['http://*/*', 'https://*/*'],
    // Sessions of private windows must not be stored, so Playhead stays out of them.
    incognito: 'not_allowed',
    action: { default_title: messageOf('record') },
    commands: {
      'toggle-recording': {
        suggested_key: { default: 'Alt+Shift+R' },
        description: messageOf('toggle'),
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: { id: 'playhead@playhead.dev', strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } },
          },
        }
      : { minimum_chrome_version: '148', message_serialization: 'structured_clone' }),
  }),
})
