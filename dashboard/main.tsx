/** @module The page of a campus: what a live run serves at its address. */

import { render } from 'preact'
import './styles/all.css'
import { App } from './layout/app.tsx'
import { followCampus } from './state/live.ts'
import { applyTheme } from './state/theme.ts'

applyTheme()
followCampus()
const page = document.getElementById('page')
if (page !== null) render(<App />, page)
