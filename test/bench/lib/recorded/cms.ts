import type { Page } from 'playwright'
import { serveFolders } from '../../../harness/serve'
import { publishedFiles } from '../published'
import type { RecordedApp } from './app'
import { sentence } from './words'

/** As many as the list shows at once. */
const posts = 20

/** Decap CMS as published, with the backend that keeps everything in the page: posts are opened, written on and published. */
export const cms: RecordedApp = {
  title: 'Decap CMS 3.16.3: posts are edited and published',

  serve: async () =>
    serveFolders([`${publishedFiles(published)}/dist`], (request, response) => {
      if (request.url !== '/' && request.url !== '/index.html') return false
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
      return true
    }),

  async use(page, log) {
    await page.getByRole('button', { name: 'Login' }).click()
    await page.getByText(`Post ${posts - 1}`, { exact: true }).waitFor()
    for (let i = 0; i < posts; i++) {
      await page.getByText(`Post ${i}`, { exact: true }).click()
      await edit(page, i)
      if (i % 5 === 4) log(`${i + 1} of ${posts} posts edited`)
    }
  },
}

const published = {
  name: 'decap-cms',
  version: '3.16.3',
  integrity: 'sha512-hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw==',
}

async function edit(page: Page, i: number): Promise<void> {
  const field = (name: string) => page.locator(`[id^="${name}-field-"]`)
  await field('title').fill('')
  await field('title').pressSequentially(sentence(i, 4))
  await field('draft').click()
  const body = page.locator('[data-slate-editor]')
  await body.click()
  await page.keyboard.press('End')
  await page.keyboard.type(` ${sentence(i + 100, 6)}`)
  await page.keyboard.press('Enter')
  await page.keyboard.type(sentence(i + 200, 3))
  await field('tags').pressSequentially(`${sentence(i, 1)}, ${sentence(i + 7, 1)}`)
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Publish now', { exact: true }).click()
  await page.getByText('Changes saved').waitFor()
  await page.getByText('Writing in Posts collection').click()
}

const markdown = (i: number) => `---
title: Post ${i}
date: 2026-03-${String((i % 28) + 1).padStart(2, '0')}T09:30:00.000Z
draft: ${i % 3 === 0}
tags: [${sentence(i, 1)}]
---

# ${sentence(i + 300, 4)}

${sentence(i + 400, 30)}

- **${sentence(i + 500, 2)}** ${sentence(i + 600, 8)}
- ${sentence(i + 700, 9)}
`

const files = Object.fromEntries(
  Array.from({ length: posts }, (_, i) => [`2026-03-${String(i + 1).padStart(2, '0')}-post.md`, { content: markdown(i) }]),
)

const config = {
  load_config_file: false,
  backend: { name: 'test-repo' },
  media_folder: 'static',
  public_folder: '/static',
  collections: [
    {
      name: 'posts',
      label: 'Posts',
      label_singular: 'Post',
      folder: '_posts',
      create: true,
      fields: [
        { label: 'Title', name: 'title', widget: 'string' },
        { label: 'Draft', name: 'draft', widget: 'boolean', default: true },
        { label: 'Publish Date', name: 'date', widget: 'datetime' },
        { label: 'Body', name: 'body', widget: 'markdown' },
        { label: 'Tags', name: 'tags', widget: 'list' },
      ],
    },
  ],
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8"><title>Content Manager</title><link rel="icon" href="data:,">
<body>
<script>window.CMS_MANUAL_INIT = true; window.repoFiles = { _posts: ${JSON.stringify(files)} }</script>
<script src="decap-cms.js"></script>
<script>CMS.init(${JSON.stringify({ config })})</script>
`
