/** @module Words of charts. */

export const english = {
  'chart.now': 'now',
  'chart.table': 'As a table',
  'chart.time': 'Time',
  'chart.png': 'PNG',
  'chart.link': 'Copy link',
  'chart.whole': 'Show all',
  'range.hour': 'Hour',
  'range.day': 'Day',
  'range.week': 'Week',
  'range.month': 'Month',
  'range.run': 'Run',
  'charts.range': 'Time shown',
} as const

export const thai: Readonly<Record<keyof typeof english, string>> = {
  'chart.now': 'ขณะนี้',
  'chart.table': 'แสดงเป็นตาราง',
  'chart.time': 'เวลา',
  'chart.png': 'PNG',
  'chart.link': 'คัดลอกลิงก์',
  'chart.whole': 'แสดงทั้งหมด',
  'range.hour': 'ชั่วโมง',
  'range.day': 'วัน',
  'range.week': 'สัปดาห์',
  'range.month': 'เดือน',
  'range.run': 'ทั้งการจำลอง',
  'charts.range': 'ช่วงเวลาที่แสดง',
}
