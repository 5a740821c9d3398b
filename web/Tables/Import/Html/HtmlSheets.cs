using System.Net;
using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;
using DataPortal.Shared;

namespace DataPortal.Tables.Import.Html;

/// <summary>
/// Reads the tables of a page as sheets: BPS static tables, which are Excel saved as HTML, and the same escaped as the BPS WebAPI returns them.
/// Goes through the page once, tag by tag: no tree is built, so neither depth nor size can hurt.
/// </summary>
internal sealed class HtmlSheets
{
    private const int MostLines = 40;
    private const int LongestLine = 1_000;
    private readonly TableLimits _limits;
    private readonly CancellationToken _ct;
    private readonly List<HtmlGrid> _tables = [];
    private readonly Stack<HtmlGrid> _open = [];
    private readonly List<string> _between = [];
    private readonly StringBuilder _line = new();
    private int _cells;

    private HtmlSheets(TableLimits limits, CancellationToken ct) => (_limits, _ct) = (limits, ct);

    /// <summary>True for a page, a piece of one, or one with its tags escaped.</summary>
    public static bool IsHtml(string start) => start.StartsWith('<') && (!start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || start.Contains("html", StringComparison.OrdinalIgnoreCase)) || start.StartsWith("&lt;", StringComparison.OrdinalIgnoreCase);

    /// <param name="wanted">A table's name when the page holds several; null for the one with the most cells.</param>
    /// <exception cref="UploadRefusedException">It holds no table, or too large a one.</exception>
    public static (IReadOnlyList<string> Sheets, Sheet Sheet) Open(string page, string? wanted, TableLimits limits, CancellationToken ct)
    {
        var start = page.AsSpan().TrimStart(" \t\r\n\uFEFF");
        var reading = new HtmlSheets(limits, ct);
        reading.Read(start.StartsWith("&lt;", StringComparison.OrdinalIgnoreCase) ? WebUtility.HtmlDecode(start.ToString()) : page);
        var tables = reading._tables.Where(table => table.IsTable).ToList();
        if (tables.Count == 0)
        {
            throw new UploadRefusedException("Halaman ini tidak berisi tabel. Simpan tabelnya sebagai Excel (.xlsx), lalu unggah lagi.");
        }

        var names = tables.Select((_, at) => $"Tabel {at + 1}").ToList();
        var chosen = wanted is not null && names.IndexOf(wanted) is >= 0 and var found ? found : tables.IndexOf(tables.MaxBy(table => table.Filled)!);
        return tables.Count == 1 ? ([], tables[0].Sheet(null)) : (names, tables[chosen].Sheet(names[chosen]));
    }

    private void Read(string page)
    {
        using var source = new TextSource(page);
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        for (HtmlToken token; (token = tokens.Get()).Type is not HtmlTokenType.EndOfFile;)
        {
            _ct.ThrowIfCancellationRequested();
            switch (token.Type)
            {
                case HtmlTokenType.Character:
                    Say(token.Data);
                    break;
                case HtmlTokenType.StartTag:
                    if (token.Name is "script" or "style" or "title" or "textarea" or "noscript" or "xmp")
                    {
                        // Their text is no text of the page.
                        tokens.State = token.Name is "script" ? HtmlParseMode.Script : token.Name is "title" or "textarea" ? HtmlParseMode.RCData : HtmlParseMode.Rawtext;
                        Pass(tokens, token.Name);
                        break;
                    }

                    Begin(token.AsTag());
                    break;
                case HtmlTokenType.EndTag:
                    End(token.Name);
                    break;
                default:
                    break;
            }
        }

        while (_open.Count > 0)
        {
            CloseTable();
        }

        EndLine();
        _tables.LastOrDefault()?.Below.AddRange(_between.Take(MostLines));
    }

    private static void Pass(HtmlTokenizer tokens, string name)
    {
        for (HtmlToken token; (token = tokens.Get()).Type is not HtmlTokenType.EndOfFile && !(token.Type is HtmlTokenType.EndTag && token.Name == name);)
        {
        }

        tokens.State = HtmlParseMode.PCData;
    }

    private void Begin(HtmlTagToken tag)
    {
        switch (tag.Name)
        {
            case "table":
                EndLine();
                if (_tables.Count >= _limits.TableSheets)
                {
                    throw new UploadRefusedException($"Halaman ini berisi lebih dari {_limits.TableSheets} tabel. Simpan tabel yang diperlukan saja.");
                }

                var table = new HtmlGrid(_limits);
                if (_open.Count == 0)
                {
                    // What stands between two tables is about the one below; what follows the last belongs to it.
                    table.Above.AddRange(_between.TakeLast(MostLines));
                    _between.Clear();
                }

                _tables.Add(table);
                _open.Push(table);
                break;
            case "caption":
                EndLine();
                break;
            case "tr":
                CloseCell();
                Here?.BeginRow(tag.GetAttribute("style") ?? "");
                break;
            case "td" or "th":
                CloseCell();
                Here?.BeginCell(tag);
                if (++_cells > _limits.TableCells)
                {
                    throw new UploadRefusedException($"Halaman ini berisi lebih dari {Show.Number(_limits.TableCells)} sel. Bagi menjadi beberapa tabel.");
                }

                break;
            case "br" or "p" or "div" or "li" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "tbody" or "thead" or "tfoot":
                if (Here?.Cell is { } cell)
                {
                    cell.Break();
                }
                else
                {
                    EndLine();
                }

                break;
            case "sup":
                Here?.Cell?.BeginRaised();
                break;
            case "i" or "em":
                Here?.Cell?.Lean(true);
                break;
            default:
                break;
        }
    }

    private void End(string name)
    {
        switch (name)
        {
            case "table" when _open.Count > 0:
                CloseTable();
                break;
            case "td" or "th" or "tr":
                CloseCell();
                break;
            case "sup":
                Here?.Cell?.EndRaised();
                break;
            case "i" or "em":
                Here?.Cell?.Lean(false);
                break;
            case "p" or "div" or "li" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "caption":
                if (Here?.Cell is { } cell)
                {
                    cell.Break();
                }
                else
                {
                    EndLine();
                }

                break;
            default:
                break;
        }
    }

    private HtmlGrid? Here => _open.Count > 0 ? _open.Peek() : null;

    private void Say(string text)
    {
        if (Here is { } table)
        {
            if (table.Cell is { } cell)
            {
                cell.Say(text);
                return;
            }
        }

        if (_line.Length < LongestLine)
        {
            _line.Append(text.AsSpan(0, Math.Min(text.Length, LongestLine)));
        }
    }

    private void CloseCell() => Here?.EndCell();

    private void CloseTable()
    {
        EndLine();
        _open.Peek().EndCell();
        _open.Pop();
    }

    // A caption and stray text inside a table stand above it.
    private void EndLine()
    {
        var text = HtmlCell.Plain(_line.ToString());
        _line.Clear();
        if (text.Length > 0)
        {
            (Here?.Above ?? _between).Add(text);
        }
    }
}
