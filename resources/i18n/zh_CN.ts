<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name />
    <message>
      <source>15-digit numbers are no longer valid. Ask for the present card with 18 digits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A Chinese name has no spaces. Take them out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A character of this number is wrong. Compare it with the paper.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A middle dot stands between two parts of a name. Check the dots.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A mobile number begins with 1, a landline with its area code, such as 010.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A name has at most {limit} characters; this one has {n}. Check it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A name has no digits. Type it as on the document.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A phone number has digits only, 11 for a mobile phone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A protected record cannot be opened: it was changed outside this program, or it belongs elsewhere. Do not use it; tell the administrator.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A recovery code has {wanted} characters; {given} were typed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A residence permit's number begins with 810000, 820000 or 830000. Compare it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A staff number has 3 to 12 letters or digits, such as 1001.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A unified social credit code has 18 digits and letters. Compare it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>An e-mail address looks like name@example.com.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Appearance</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>Armed police ID</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ask another administrator to do this for you.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>At most {limit} characters fit here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Business licence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Character {place} of the recovery code is not one that codes use. Compare it with the sheet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a password of your own to go on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a password other than the one you were given.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose male or female.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose the country that the document names, such as USA or KOR.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose the kind of document from the list.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close the message</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy as text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter the person's name, 100 characters at most.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fit width</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Foreign passport</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Foreigner's permanent residence ID card</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Hide {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Household register</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Is this a residence permit for Hong Kong, Macau and Taiwan residents?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Larger</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lock after minutes without input</source>
      <translation>无操作自动锁屏（分钟）</translation>
    </message>
    <message>
      <source>Long-term</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mainland travel permit for Hong Kong and Macau residents</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mainland travel permit for Taiwan residents</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Military ID</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No font here has {points}; the code is printed instead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Other document of a unit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Page {n} of {total}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Please fill in this field.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Please wait {wait_s} seconds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Printer for agreements (A4)</source>
      <translation>协议打印机（A4）</translation>
    </message>
    <message>
      <source>Printer for slips</source>
      <translation>受理单打印机</translation>
    </message>
    <message>
      <source>Public institution certificate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read the document or type its number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reason for showing {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Residence permit for Hong Kong, Macau and Taiwan residents</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Resident ID card</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Service hall</source>
      <translation>营业厅</translation>
    </message>
    <message>
      <source>Show</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Smaller</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Social organization certificate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Somebody else changed this record in the meantime. Open it again and check.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Something went wrong in the program. Nothing was changed by this step. Tell your support this number: {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Staff number {staff_no} is already in use. Choose another one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Step {n} of {total}: {title}, {state}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Temporary resident ID card</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Text size in percent</source>
      <translation>字号（百分比）</translation>
    </message>
    <message>
      <source>The PIN has six digits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The PIN was wrong three times. Sign in with your password.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The area code has 4 letters or digits, such as GZ01.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The birth date contradicts the number. Compare both with the document.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The birth date in the number is no possible day. Compare the digits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The birth date lies in the future. Compare it with the document.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The check digit does not fit: one digit is wrong. Compare with the card.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The connection profile asks for a weaker password protection than is allowed. Nothing was sent; tell the administrator.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The connection profile of this computer is damaged or was changed by hand. Nothing was opened. Ask the administrator for the profile of this hall.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The connection was lost before the answer came. Your entries are kept. When it is back, try again: nothing is done twice.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The database cannot be written to, so nothing was saved. Your entries are kept. Tell the administrator.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The database is busy, so nothing was saved. Your entries are kept; try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The disk could not be read or written, so nothing was saved. Your entries are kept. Tell the administrator before you go on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The disk is full, so nothing was saved. Your entries are kept. Free some space on this computer, then try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The document has expired. Ask for a valid one, such as a new or a temporary ID card.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The document is not valid yet. Compare its first day of validity.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The last day must come after the first day of validity. Compare both.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The number does not have the form of this document. Compare both.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The number has {n} digits more than 18.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The number is 17 digits and a last digit or X. Compare it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The number is 18 digits that begin with 9, or 3 letters and 12 digits. Compare it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The number is {n} digits short of 18.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The password contains the staff number. Leave it out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The password mostly repeats itself or follows a row of keys or numbers. Several unrelated words make a good one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The password needs at least {least} characters: {missing} more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The password was changed elsewhere.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The phone number has {n} digits more than 11.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The phone number is {n} digits short of 11.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The record of this staff number was not made by an administrator of this hall. Do not work with it; tell the administrator.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The recovery code has a wrong character. Compare each group with the sheet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The region in this number is not in the table. Compare the digits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The settings file could not be read, so the usual settings are in use. Check language, text size and printers under Settings.</source>
      <translation>设置文件无法读取，已改用默认设置。请在“设置”中核对语言、字号和打印机。</translation>
    </message>
    <message>
      <source>The sex contradicts the number. Compare both with the document.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The staff number or the password is wrong. Try again in {wait_s} seconds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The two codes must come from two different sheets.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is an invisible character ({code}) in this text. Type it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no such day. Compare year, month and day.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no such phone number. Count the digits and compare.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>These two codes do not open this database. Check that both sheets are of this operator and not replaced by newer ones.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This PIN is easily guessed. Choose six digits without a pattern.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This code does not compute. A few real ones don't; compare it with the licence.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This column is sealed and cannot be sorted.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This data folder is already set up. Choose another one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This document is for Chinese citizens. Choose passport instead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This file cannot be shown; it is not a readable PDF.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This is an unusual term for this document. Compare both dates with it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This is no number of ours. Scan the barcode or compare it with the paper.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This is not the PIN of this session. Tries left: {left}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This number range is not known to be in use. Ask the customer again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This number was already used for another request. Start again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This password is one of the first that are tried. Choose another one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This record is no longer there. Search again and open it anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This staff number is locked after {tries} wrong passwords. Ask the administrator to reset it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This staff number is no longer in use.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This text is {n} characters long; {limit} is the most that fits. Shorten it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type the date as year, month, day: 2016-12-15.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type the last day of validity as on the document, or 长期.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type the name as on the document.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type the unit's full name as on its licence.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type the whole address as on the document, not only numbers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unified social credit code certificate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unlock with your password.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use the middle dot · (U+00B7) between the parts of the name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Why do you need to see it?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With this document the name is in Chinese characters. Type it as on the document.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your role may not do this. Ask a supervisor or the administrator.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>open</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>yyyy-mm-dd</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{code} cannot stand in a name. Type the name as on the document.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{code} is a private character of an old system. Type the character again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} s left</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
