"""Documents of XML: trees, what is said of faulty ones, events, and the other ways to read them."""

import xml.etree.ElementTree as ET
data = '''<?xml version="1.0"?>
<data>
    <country name="Liechtenstein">
        <rank updated="yes">2</rank>
        <year>2008</year>
        <gdppc>141100</gdppc>
        <neighbor name="Austria" direction="E"/>
        <neighbor name="Switzerland" direction="W"/>
    </country>
    <country name="Singapore &amp; &lt;x&gt;">
        <!-- comment -->
        <rank updated="yes">5</rank><year>2011</year>tail &#65;&#x42; text
    </country>
</data>'''
root = ET.fromstring(data)
print(root.tag, root.attrib, len(root))
for c in root: print(c.tag, c.attrib, c.find('rank').text, c.findtext('year'))
for n in root.iter('neighbor'): print(n.attrib)
for c in root.findall(".//country[@name='Liechtenstein']/year"): print(c.text)
print(ET.tostring(root, encoding='unicode')[:300])
new = ET.SubElement(root, 'country', name='New "quoted"'); new.text='a<b'
ET.indent(root); print(ET.tostring(root).decode())
for bad in ['', '<a>', '<a></b>', '<a/><b/>', '<a b=c/>', '<a b="1" b="2"/>', 'text', '<a>&undef;</a>', '<a>& b</a>', '<a', '<a b="<"/>', '<1/>', '<a>\n  <b>\n</a>', '<?xml version="1.0"?><a><?xml version="1.0"?></a>', ' <?xml version="1.0"?><a/>', '<a>]]></a>', '<a><!-- -- --></a>', '<a>\x01</a>', '<a>&#0;</a>', '<x:a/>', '<a></a>x', '</a>', '<a><![CDATA[x</a>', '<a b/>','<a b="1"c="2"/>', '<a>&amp</a>', '<a >< b/></a>', '<a></a >', '<a></ a>', '<!DOCTYPE a [<!ENTITY e "v"><!ENTITY f "&e;&e;">]><a>&f;</a>', '<!DOCTYPE a [<!ENTITY e "&e;">]><a>&e;</a>', '<a b="&q;"/>', '<é ü="ö">ß</é>', '<a\n\nb="1"\n  c="2"\n d></a>', '<a/ >', '&amp;<a/>', '<a>text', '<a><b></a></b>', '<a b="1', '<a b', '<', '<a>&', '<a></', '<a/>  ', '<a/><!-- x --><?p q?>\n', '<!-- c --><a/>', '<a><?p  q r ?></a>', '<!DOCTYPE a SYSTEM "x.dtd"><a>&u;</a>', '<!DOCTYPE a [<!ATTLIST a b CDATA "dflt">]><a/>', "<a b='\"' c=\"'\"/>", '<a>x\r\ny</a>', '<a b="x\r\ny\tz"/>']:
    try: e = ET.fromstring(bad); print(repr(bad), e.tag, e.attrib, repr(e.text))
    except ET.ParseError as e: print(repr(bad), '!', e, e.code, e.position)
ns = '<r xmlns="http://d" xmlns:p="http://p"><p:x p:a="1" b="2"/><y xmlns="http://e"/><z/></r>'
r = ET.fromstring(ns)
for e in r.iter(): print(e.tag, e.attrib)
print(ET.tostring(r).decode())
ET.register_namespace('p','http://p'); print(ET.tostring(r).decode())
import io
for ev, e in ET.iterparse(io.BytesIO(data.encode()), events=('start','end','comment','start-ns')): print(ev, getattr(e,'tag',e) if ev!='comment' else e.text)
tree = ET.ElementTree(root); out=io.BytesIO(); tree.write(out, encoding='utf-8', xml_declaration=True); print(out.getvalue()[:60])
tree = ET.parse(io.StringIO(data)); print(tree.getroot().tag)
print(ET.fromstring('<a>é</a>'.encode('latin-1').replace(b'<a>', b'<?xml version="1.0" encoding="iso-8859-1"?><a>')).text)
print(ET.fromstring('<a>é</a>'.encode('utf-16')).text)
p = ET.XMLPullParser(["end"]); p.feed(data[:200]); p.feed(data[200:])
p.close(); print([e.tag for _, e in p.read_events()])
from xml.dom import minidom
d = minidom.parseString(data)
print(d.documentElement.tagName, [n.getAttribute('name') for n in d.getElementsByTagName('country')])
print(d.getElementsByTagName('rank')[0].firstChild.data)
print(minidom.parseString('<a><b x="1">t</b><!--c--><![CDATA[<d>]]></a>').toprettyxml(indent='  '))
import xml.sax
class H(xml.sax.ContentHandler):
    def startElement(self, n, a): print('start', n, dict(a))
    def endElement(self, n): print('end', n)
    def characters(self, c): print('chars', repr(c))
xml.sax.parseString('<a x="1"><b>hi\nyou</b></a>', H())
try: xml.sax.parseString('<a x="1"><b>hi</a>', H())
except xml.sax.SAXParseException as e: print(e)
print(xml.sax.saxutils.escape('<&>'), xml.sax.saxutils.quoteattr('a"b'))
import plistlib
b=plistlib.dumps({'a':1,'b':[1.5,True,'x'],'c':b'bytes'}); print(plistlib.loads(b))
from xml.parsers import expat
p=expat.ParserCreate()
p.StartElementHandler=lambda n,a: print('S',n,a,p.CurrentLineNumber,p.CurrentColumnNumber,p.CurrentByteIndex)
p.EndElementHandler=lambda n: print('E',n,p.CurrentLineNumber,p.CurrentColumnNumber)
p.CharacterDataHandler=lambda d: print('C',repr(d))
p.Parse('<a q="1">\n <b>x</b>\n <c/></a>',1)
