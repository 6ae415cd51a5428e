/** @module Words of the weather. */

export const english = {
  'weather.Sunny': 'Sunny',
  'weather.Partly_Cloudy': 'Partly cloudy',
  'weather.Cloudy': 'Cloudy',
  'weather.Overcast': 'Overcast',
  'weather.Rainy': 'Rain',
  'weather.night': 'Night',
} as const

export const thai: Readonly<Record<keyof typeof english, string>> = {
  'weather.Sunny': 'แดดจัด',
  'weather.Partly_Cloudy': 'มีเมฆบางส่วน',
  'weather.Cloudy': 'มีเมฆมาก',
  'weather.Overcast': 'ฟ้าครึ้ม',
  'weather.Rainy': 'ฝนตก',
  'weather.night': 'กลางคืน',
}
