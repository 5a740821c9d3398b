using System.Text;
using DataPortal.Tables;
using DataPortal.Tables.Formats.Px;

namespace DataPortal.Tests.Tables.Formats.Px;

/// <summary>Small PX files with the habits of several offices; made up.</summary>
internal static class PxSamples
{
    /// <summary>Two languages, a third, symbols, notes of every kind, marks on cells, a hierarchy, a content variable.</summary>
    public const string Rich = """
        CHARSET="ANSI";
        AXIS-VERSION="2013";
        CODEPAGE="utf-8";
        LANGUAGE="id";
        LANGUAGES="id","en","sv";
        CREATION-DATE="20260101 08:00";
        NEXT-UPDATE="20270301 09:00";
        TABLEID="PX-1";
        DECIMALS=2;
        SHOWDECIMALS=1;
        MATRIX="uji1";
        SUBJECT-CODE="AB";
        SUBJECT-AREA="Penduduk";
        SUBJECT-AREA[en]="Population";
        SUBJECT-AREA[sv]="Befolkning";
        TITLE="Penduduk menurut wilayah, "
        "waktu dan isi";
        TITLE[en]="Population by region, time and contents";
        TITLE[sv]="Befolkning";
        CONTENTS="Penduduk";
        CONTENTS[en]="Population";
        UNITS="jiwa";
        UNITS[en]="persons";
        STUB="wilayah";
        STUB[en]="region";
        STUB[sv]="område";
        HEADING="waktu","isi";
        HEADING[en]="time","contents";
        HEADING[sv]="tid","innehåll";
        CONTVARIABLE="isi";
        CONTVARIABLE[en]="contents";
        VALUES("wilayah")="Muara Enim","Kecamatan A","Kecamatan B";
        VALUES[en]("region")="Muara Enim Regency","Subdistrict A","Subdistrict B";
        VALUES[sv]("område")="Länet","A","B";
        VALUES("waktu")="2024","2025";
        VALUES("isi")="Jumlah","Kepadatan";
        VALUES[en]("contents")="Number","Density";
        TIMEVAL("waktu")=TLIST(A1,"2024"-"2025");
        CODES("wilayah")="1603","1603010","1603020";
        DOMAIN("wilayah")="kec";
        MAP("wilayah")="muaraenim";
        HIERARCHIES("wilayah")="1603","1603":"1603010","1603":"1603020";
        HIERARCHYLEVELS("wilayah")=2;
        HIERARCHYNAMES("wilayah")="Kabupaten","Kecamatan";
        HIERARCHYLEVELSOPEN("wilayah")=1;
        ELIMINATION("wilayah")="Muara Enim";
        PRECISION("isi","Kepadatan")=2;
        LAST-UPDATED="20260601 10:30";
        UNITS("Jumlah")="jiwa";
        UNITS("Kepadatan")="jiwa per km2";
        UNITS[en]("Density")="persons per sq km";
        STOCKFA("Jumlah")="S";
        REFPERIOD("Jumlah")="30 Juni";
        CFPRICES("Jumlah")="C";
        CONTACT="Nama, BPS#surel";
        SOURCE="BPS";
        SOURCE[en]="Statistics Indonesia";
        COPYRIGHT=YES;
        AUTOPEN=NO;
        NOTEX="Catatan wajib.";
        NOTE="Catatan satu.##Catatan dua, baris satu#baris dua.";
        NOTE[en]="Note one.##Note two, line one#line two.";
        NOTE("wilayah")="Batas tahun 2020.";
        VALUENOTEX("wilayah","Kecamatan A")="Dimekarkan.";
        VALUENOTEX[en]("region","Subdistrict A")="Split.";
        CELLNOTE("Kecamatan B","2025","*")="Dihitung ulang.";
        CELLNOTE[en]("Subdistrict B","2025","*")="Counted again.";
        DATASYMBOL1="NA";
        DATASYMBOL2="...";
        DATASYMBOL3="rahasia kecil";
        DATASYMBOL3[en]="small secret";
        DATASYMBOL6="tidak dipakai";
        DATANOTECELL("1603","2025","*")="x";
        DATANOTECELL("1603010","2024","Jumlah")="†";
        UNKNOWN-THING("a","b")="c",5,NO;
        DATA=
        100 12.25 200 13.5
        "." 1.00 ".." "..."
        -5 "-" 1.5E+03 .75;

        """;

    /// <summary>Sparse rows with keys; what is not there is zero.</summary>
    public const string Keyed = """
        CHARSET="ANSI";
        AXIS-VERSION="2006";
        SUBJECT-AREA="x"; SUBJECT-CODE="y"; MATRIX="z"; TITLE="Keyed"; CONTENTS="Keyed"; UNITS="n"; DECIMALS=0;
        STUB="umur","jenis"; HEADING="tahun";
        VALUES("umur")="0-4","5-9","10+";
        VALUES("jenis")="pria","wanita";
        CODES("jenis")="1","2";
        VALUES("tahun")="2001","2002";
        KEYS("umur")=VALUES;
        KEYS("jenis")=CODES;
        DATA=
        "0-4","2",1 2
        "10+","1", 3 ".."
        ;
        """;

    /// <summary>Old Windows letters, lower case, blanks and tabs everywhere, commas between figures, no codes.</summary>
    public const string Odd = "charset = \"ANSI\" ;\taxis-version=\"2000\";\rcodepage=\"iso-8859-15\";\nLANGUAGE=\"es\";\r\n\r\nSubject-Area=\"Índices\";\nSUBJECT-CODE=\"\";\nMATRIX=\"1\";\n"
        + "TITLE=\"Tasa de\n paro, \"  \"España\";CONTENTS=\"Tasa\";\nUNITS=\"%\";DECIMALS=\"1\";\nSTUB=\"Año y \"\"mes\"\"\";\nHEADING=\"Sexo \";\nVALUES(\"Año y \"\"mes\"\"\")=\"2001M01\",\"2001M02\",\n\"2001M03\";\nVALUES( \"Sexo \" )=\"Ambos\" , \"Ambos\",\"a;b\" , \"c \"d\" e\" ;\nDATA=1,2,3,4\t5,.5;-6.5 \"7\" \"..\" .. \":\" - ;\u001A";

    public static IReadOnlyList<byte[]> All { get; } =
    [
        Encoding.UTF8.GetBytes(Rich),
        Encoding.UTF8.GetBytes(Keyed.ReplaceLineEndings("\r\n")),
        Latin(Odd),
    ];

    public static TableView Whole(PxTable table)
    {
        var dimensions = table.Cube.Dimensions.ToList();
        return new(table.Cube, table.Text, new(
            [.. table.Rows.Select(code => dimensions.FindIndex(dimension => dimension.Code == code))], [.. table.Columns.Select(code => dimensions.FindIndex(dimension => dimension.Code == code))],
            [.. dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])]));
    }

    private static byte[] Latin(string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("iso-8859-15").GetBytes(text);
    }
}
