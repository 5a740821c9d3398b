namespace DataPortal.Shared.Pdf;

/// <summary>
/// The structure tree (PDF 32000-1, 14.7-14.8): what a screen reader hears. Elements nest by <see cref="Begin"/> and <see cref="End"/>;
/// each is written when it ends, so a long table holds only its rows' numbers in memory.
/// </summary>
internal sealed class PdfTags
{
    private readonly PdfOutput _output;
    private readonly PdfBytes _body = new(1024);
    private readonly List<Element> _open = [];
    private readonly Stack<Element> _spare = [];
    private readonly List<int> _parents = [];
    private readonly int _root;

    private enum KidKind
    {
        Element,
        Content,
        Annotation,
    }

    private readonly record struct Kid(KidKind Kind, int Value, int Page);

    private sealed class Element
    {
        public int Id { get; set; }
        public string Type { get; set; } = "";
        public string? Attributes { get; set; }
        public string? Alternative { get; set; }
        public List<Kid> Kids { get; } = [];
    }

    public PdfTags(PdfOutput output)
    {
        _output = output;
        _root = output.Reserve();
        Begin("Document");
    }

    /// <summary>The type of the innermost open element.</summary>
    public string Type => _open[^1].Type;

    /// <param name="attributes">PDF dictionary entries of the element, such as its Scope.</param>
    /// <param name="alternative">The words for what is drawn.</param>
    public void Begin(string type, string? attributes = null, string? alternative = null)
    {
        var element = _spare.TryPop(out var spare) ? spare : new Element();
        element.Id = _output.Reserve();
        (element.Type, element.Attributes, element.Alternative) = (type, attributes, alternative);
        if (_open.Count > 0)
        {
            _open[^1].Kids.Add(new(KidKind.Element, element.Id, 0));
        }

        _open.Add(element);
    }

    public void End()
    {
        var element = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        var page = 0;
        foreach (var kid in element.Kids)
        {
            page = kid.Kind == KidKind.Content && page == 0 ? kid.Page : page;
        }

        _body.Clear();
        _body.Add("<</S/"u8).Add(element.Type).Add("/P "u8).Reference(_open.Count > 0 ? _open[^1].Id : _root);
        if (page != 0)
        {
            _body.Add("/Pg "u8).Reference(page);
        }

        if (element.Attributes is { } attributes)
        {
            _body.Add(attributes);
        }

        if (element.Alternative is { } alternative)
        {
            _body.Add("/Alt"u8).TextString(alternative);
        }

        if (element.Kids.Count > 0)
        {
            _body.Add("/K"u8).Add(element.Kids.Count == 1 ? (byte)' ' : (byte)'[');
            foreach (var kid in element.Kids)
            {
                Write(kid, page);
            }

            if (element.Kids.Count > 1)
            {
                _body.Add((byte)']');
            }
        }

        _output.Pack(element.Id, _body.Add(">>"u8).Written);
        element.Kids.Clear();
        _spare.Push(element);
    }

    /// <summary>The number under which a page or an annotation finds its elements.</summary>
    /// <returns>The key, and the object to write: an array of elements by content number for a page.</returns>
    public (int Key, int Id) Parent()
    {
        _parents.Add(_output.Reserve());
        return (_parents.Count - 1, _parents[^1]);
    }

    /// <summary>Says that the next piece of content on a page belongs to the open element.</summary>
    /// <returns>The element.</returns>
    public int Hold(int page, int content)
    {
        _open[^1].Kids.Add(new(KidKind.Content, content, page));
        return _open[^1].Id;
    }

    public int HoldAnnotation(int page, int annotation)
    {
        _open[^1].Kids.Add(new(KidKind.Annotation, annotation, page));
        return _open[^1].Id;
    }

    /// <summary>Ends the document element and writes the root.</summary>
    /// <returns>The root.</returns>
    public int Finish()
    {
        var document = _open[0].Id;
        End();
        var numbers = _output.Reserve();
        _body.Clear();
        _body.Add("<</Nums["u8);
        for (var key = 0; key < _parents.Count; key++)
        {
            _body.Add(key).Add((byte)' ').Reference(_parents[key]).Add((byte)' ');
        }

        _output.Pack(numbers, _body.Add("]>>"u8).Written);
        _body.Clear();
        _output.Pack(_root, _body.Add("<</Type/StructTreeRoot/K "u8).Reference(document).Add("/ParentTree "u8).Reference(numbers)
            .Add("/ParentTreeNextKey "u8).Add(_parents.Count).Add(">>"u8).Written);
        return _root;
    }

    private void Write(Kid kid, int page)
    {
        switch (kid.Kind)
        {
            case KidKind.Element:
                _body.Reference(kid.Value);
                break;
            case KidKind.Content when kid.Page == page:
                _body.Add(kid.Value);
                break;
            case KidKind.Content:
                _body.Add("<</Type/MCR/Pg "u8).Reference(kid.Page).Add("/MCID "u8).Add(kid.Value).Add(">>"u8);
                break;
            default:
                _body.Add("<</Type/OBJR/Pg "u8).Reference(kid.Page).Add("/Obj "u8).Reference(kid.Value).Add(">>"u8);
                break;
        }

        _body.Add((byte)' ');
    }
}
