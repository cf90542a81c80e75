import { browser } from 'wxt/browser'
import { createGrantedSites } from '../../src/extension/granted-sites'
import '../../src/options/options.css'
import { mountSites } from '../../src/options/sites-page'

const root = document.getElementById('app')
if (root !== null) mountSites(root, createGrantedSites(browser, new URLSearchParams(location.search).get('origin') ?? ''))
