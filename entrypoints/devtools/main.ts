import { browser } from 'wxt/browser'

void browser.devtools.panels.create('Playhead', '/icon/16.png', '/panel.html')
