namespace DataPortal.Tables.Charts;

/// <summary>The look of a drawing that stands alone, in a file: the same classes as section 3 of <c>tabel.css</c>, in its light colours.</summary>
internal static class ChartStyle
{
    public const string Sheet =
        """
        text{font-family:"Liberation Sans",Arial,Helvetica,sans-serif;font-size:13px;fill:#17212b}
        .h{font-size:15px;font-weight:bold}.t2{font-size:12px;fill:#4a5866}.t12,.v{font-size:12px}.v{font-variant-numeric:tabular-nums}.em{font-weight:bold}.in{font-size:12px;font-weight:bold;stroke:#fff;stroke-width:3.5px;paint-order:stroke;stroke-linejoin:round}.tag{font-size:12px;fill:#8a4b00;font-weight:bold}
        .halo{stroke:#fff;stroke-width:3px;paint-order:stroke;stroke-linejoin:round}
        .paper{fill:#fff}.box{fill:none;stroke:#8a4b00;stroke-width:1;stroke-dasharray:3 2}
        .axis{stroke:#74828f;stroke-width:1}.rule{stroke:#d3dae1;stroke-width:1}.lead{stroke:#74828f;stroke-width:.75}
        .ln{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}.alt{stroke-dasharray:14 3 2 3}.dash{stroke-dasharray:5 4}
        .hol{fill:#fff;stroke-width:1.75}.hat{stroke:#fff;stroke-width:2.5}.dots{fill:#fff}
        .f1{fill:#0a5288}.f2{fill:#b35900}.f3{fill:#00785a}.f4{fill:#a3327d}.f5{fill:#4c8fc7}.f6{fill:#5f5347}
        .l1{stroke:#0a5288}.l2{stroke:#b35900}.l3{stroke:#00785a}.l4{stroke:#a3327d}.l5{stroke:#4c8fc7}.l6{stroke:#5f5347}
        .fm{fill:#86b3d4}.fh{fill:#0a5288}.lm{stroke:#5d8fb4}.lh{stroke:#0a5288}
        .q0{fill:#f4f6f8}.q1{fill:#e3eef6}.q2{fill:#c3daea}.q3{fill:#9cc2dc}.q4{fill:#6aa1c8}.q5{fill:#3f81b1}.q6{fill:#1d5f91}.q7{fill:#0b4570}
        .edge{stroke:#74828f;stroke-width:1}.land{vector-effect:non-scaling-stroke;stroke:#74828f;stroke-width:.75;stroke-linejoin:round}.own{stroke:#17212b;stroke-width:2.5}.hatch{stroke:#74828f;stroke-width:1.5}
        """;
}
