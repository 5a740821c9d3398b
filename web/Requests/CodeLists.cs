using DataPortal.Shared;

namespace DataPortal.Requests;

/// <summary>How a request reached the office. SKD block I, <i>sarana</i>.</summary>
public enum Channel
{
    InPerson,
    Telephone,
    WhatsApp,
    Email,
    Letter,
    PstOnline,
    SocialMedia,
    Website,
    Other,
}

public enum Sex
{
    Male,
    Female,
}

/// <summary>Highest education completed. SKD block I.</summary>
public enum Education
{
    PrimaryOrLess,
    JuniorSecondary,
    SeniorSecondary,
    Diploma,
    Bachelor,
    Master,
    Doctorate,
}

/// <summary>Main occupation. SKD block I, <i>pekerjaan utama</i>.</summary>
public enum Occupation
{
    Student,
    Researcher,
    CivilServant,
    StateCompany,
    PrivateEmployee,
    SelfEmployed,
    Other,
}

/// <summary>SKD block I, <i>instansi</i>.</summary>
public enum InstitutionCategory
{
    DomesticEducation,
    ForeignEducation,
    Ministry,
    International,
    Media,
    LocalGovernment,
    Banking,
    StateCompany,
    Private,
    Other,
}

/// <summary>What the data is for. SKD block I, <i>pemanfaatan</i>.</summary>
public enum Purpose
{
    Study,
    Government,
    Commercial,
    Research,
    Other,
}

/// <summary>Where a request stands.</summary>
public enum RequestState
{
    /// <summary><i>Ditahan</i>: looked suspicious; a person decides before it gets a number.</summary>
    Held,

    /// <summary><i>Belum dibuka</i>: registered, nobody of the office has opened it.</summary>
    New,

    /// <summary><i>Dibuka</i>: an officer works on it.</summary>
    Opened,

    /// <summary><i>Menunggu pemohon</i>: asked back; the clock stands.</summary>
    Waiting,

    /// <summary><i>Selesai</i>: see its <see cref="Outcome"/>.</summary>
    Closed,
}

/// <summary>How a closed request ended.</summary>
public enum Outcome
{
    Fulfilled,
    Partly,
    NotHeld,
    Refused,

    /// <summary>By the requester.</summary>
    Withdrawn,

    /// <summary>Ten working days without an answer to the office's question; counted with the withdrawn in 16-2.</summary>
    NoAnswer,

    /// <summary>Counted nowhere.</summary>
    Spam,
}

public enum ItemDecision
{
    Available,
    NotHeld,
    Refused,
}

/// <summary>Why the office does not hold what was asked.</summary>
public enum NotHeldReason
{
    NotCollected,
    LessDetail,
    PeriodNotCovered,
    OtherAgency,
    NotYetProcessed,
}

/// <summary>Why a request is refused; each stands on a law (<see cref="CodeLists.LegalBasis"/>).</summary>
public enum RefusalReason
{
    RespondentConfidentiality,
    PersonalSecret,
    NotYetReleased,
    LawEnforcement,
    BusinessCompetition,
    DefenceAndSecurity,
    NaturalResources,
    EconomicResilience,
    ForeignRelations,
    PrivateDeed,
    InternalLetters,
    OtherLaw,
}

/// <summary>
/// The code lists of a request as people read them: block I of the data needs survey (SKD) for who asks and why, and the portal's own states and reasons.
/// Codes are kept by name; labels follow the language of the reader.
/// </summary>
public static class CodeLists
{
    public static string Label(this Channel channel) => channel switch
    {
        Channel.InPerson => T("Langsung", "In person"),
        Channel.Telephone => T("Telepon", "Telephone"),
        Channel.WhatsApp => "WhatsApp",
        Channel.Email => T("Surel", "E-mail"),
        Channel.Letter => T("Surat", "Letter"),
        Channel.PstOnline => T("PST online", "PST online"),
        Channel.SocialMedia => T("Media sosial", "Social media"),
        Channel.Website => T("Situs web", "Website"),
        Channel.Other => T("Lainnya", "Other"),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    public static string Label(this Sex sex) => sex switch
    {
        Sex.Male => T("Laki-laki", "Male"),
        Sex.Female => T("Perempuan", "Female"),
        _ => throw new ArgumentOutOfRangeException(nameof(sex), sex, null),
    };

    public static string Label(this Education education) => education switch
    {
        Education.PrimaryOrLess => "≤ SD",
        Education.JuniorSecondary => "SMP",
        Education.SeniorSecondary => "SMA/SMK",
        Education.Diploma => "D1–D3",
        Education.Bachelor => "D4/S1",
        Education.Master => "S2",
        Education.Doctorate => "S3",
        _ => throw new ArgumentOutOfRangeException(nameof(education), education, null),
    };

    /// <summary>The label an English visitor understands: Indonesian levels explained.</summary>
    public static string LongLabel(this Education education) => Speech.IsEnglish
        ? education switch
        {
            Education.PrimaryOrLess => "Primary school or less (SD)",
            Education.JuniorSecondary => "Junior secondary (SMP)",
            Education.SeniorSecondary => "Senior secondary (SMA/SMK)",
            Education.Diploma => "Diploma (D1–D3)",
            Education.Bachelor => "Bachelor (D4/S1)",
            Education.Master => "Master (S2)",
            Education.Doctorate => "Doctorate (S3)",
            _ => throw new ArgumentOutOfRangeException(nameof(education), education, null),
        }
        : education.Label();

    public static string Label(this Occupation occupation) => occupation switch
    {
        Occupation.Student => T("Pelajar/mahasiswa", "Pupil/student"),
        Occupation.Researcher => T("Peneliti/dosen", "Researcher/lecturer"),
        Occupation.CivilServant => T("ASN/TNI/Polri", "Civil servant, military, police"),
        Occupation.StateCompany => T("Pegawai BUMN/BUMD", "State-owned company employee"),
        Occupation.PrivateEmployee => T("Pegawai swasta", "Private employee"),
        Occupation.SelfEmployed => T("Wiraswasta", "Self-employed"),
        Occupation.Other => T("Lainnya", "Other"),
        _ => throw new ArgumentOutOfRangeException(nameof(occupation), occupation, null),
    };

    public static string Label(this InstitutionCategory category) => category switch
    {
        InstitutionCategory.DomesticEducation => T("Lembaga pendidikan & penelitian dalam negeri", "Education & research institution in Indonesia"),
        InstitutionCategory.ForeignEducation => T("Lembaga pendidikan & penelitian luar negeri", "Education & research institution abroad"),
        InstitutionCategory.Ministry => T("Kementerian/lembaga", "Ministry or government agency"),
        InstitutionCategory.International => T("Lembaga internasional", "International organisation"),
        InstitutionCategory.Media => T("Media massa", "Mass media"),
        InstitutionCategory.LocalGovernment => T("Pemerintah daerah", "Local government"),
        InstitutionCategory.Banking => T("Perbankan", "Banking"),
        InstitutionCategory.StateCompany => T("BUMN/BUMD", "State-owned company"),
        InstitutionCategory.Private => T("Swasta lainnya", "Other private company"),
        InstitutionCategory.Other => T("Lainnya", "Other"),
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, null),
    };

    public static string Label(this Purpose purpose) => purpose switch
    {
        Purpose.Study => T("Tugas sekolah/kuliah", "School or university assignment"),
        Purpose.Government => T("Pemerintahan", "Government"),
        Purpose.Commercial => T("Komersial", "Commercial"),
        Purpose.Research => T("Penelitian", "Research"),
        Purpose.Other => T("Lainnya", "Other"),
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
    };

    public static string Label(this RequestState state) => state switch
    {
        RequestState.Held => T("Ditahan", "Held for a check"),
        RequestState.New => T("Belum dibuka", "Not opened yet"),
        RequestState.Opened => T("Dibuka", "Opened"),
        RequestState.Waiting => T("Menunggu pemohon", "Waiting for you"),
        RequestState.Closed => T("Selesai", "Closed"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Label(this Outcome outcome) => outcome switch
    {
        Outcome.Fulfilled => T("Tersedia", "Available"),
        Outcome.Partly => T("Sebagian tersedia", "Partly available"),
        Outcome.NotHeld => T("Tidak tersedia", "Not held"),
        Outcome.Refused => T("Ditolak", "Refused"),
        Outcome.Withdrawn => T("Ditarik", "Withdrawn"),
        Outcome.NoAnswer => T("Ditutup tanpa jawaban pemohon", "Closed, no answer from the requester"),
        Outcome.Spam => T("Spam", "Spam"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    public static string Label(this ItemDecision decision) => decision switch
    {
        ItemDecision.Available => T("Tersedia", "Available"),
        ItemDecision.NotHeld => T("Tidak tersedia", "Not held"),
        ItemDecision.Refused => T("Ditolak", "Refused"),
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, null),
    };

    public static string Label(this NotHeldReason reason) => reason switch
    {
        NotHeldReason.NotCollected => T("BPS tidak mengumpulkan data ini", "BPS does not collect these data"),
        NotHeldReason.LessDetail => T("Rincian yang diminta lebih halus daripada yang dikumpulkan", "The detail asked for is finer than what is collected"),
        NotHeldReason.PeriodNotCovered => T("Periode yang diminta tidak tercakup", "The period asked for is not covered"),
        NotHeldReason.OtherAgency => T("Data ini dihimpun instansi lain", "Another agency keeps these data"),
        NotHeldReason.NotYetProcessed => T("Data masih dikumpulkan atau diolah", "The data are still being collected or processed"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    public static string Label(this RefusalReason reason) => reason switch
    {
        RefusalReason.RespondentConfidentiality => T("Keterangan responden wajib dirahasiakan", "Answers of respondents must be kept confidential"),
        RefusalReason.PersonalSecret => T("Mengungkap rahasia pribadi", "It would disclose personal secrets"),
        RefusalReason.NotYetReleased => T("Belum dikuasai atau didokumentasikan sampai rilis resminya", "Not yet in hand or documented before its official release"),
        RefusalReason.LawEnforcement => T("Dapat menghambat penegakan hukum", "It may hamper law enforcement"),
        RefusalReason.BusinessCompetition => T("Mengganggu kekayaan intelektual atau persaingan usaha yang sehat", "It harms intellectual property or fair competition"),
        RefusalReason.DefenceAndSecurity => T("Membahayakan pertahanan dan keamanan negara", "It endangers national defence and security"),
        RefusalReason.NaturalResources => T("Mengungkap kekayaan alam Indonesia", "It discloses the country's natural wealth"),
        RefusalReason.EconomicResilience => T("Merugikan ketahanan ekonomi nasional", "It harms national economic resilience"),
        RefusalReason.ForeignRelations => T("Merugikan kepentingan hubungan luar negeri", "It harms foreign relations"),
        RefusalReason.PrivateDeed => T("Isi akta otentik pribadi atau wasiat seseorang", "Contents of a private deed or will"),
        RefusalReason.InternalLetters => T("Memorandum atau surat antarbadan yang dirahasiakan", "Confidential memoranda or letters between agencies"),
        RefusalReason.OtherLaw => T("Tidak boleh diungkapkan menurut undang-undang lain", "Another law forbids its disclosure"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    /// <summary>The article a refusal stands on: UU 16/1997 on Statistics, UU 14/2008 on Public Information (KIP).</summary>
    public static string LegalBasis(this RefusalReason reason) => reason switch
    {
        RefusalReason.RespondentConfidentiality => T("UU 16/1997 tentang Statistik, Pasal 21", "Law 16/1997 on Statistics, Article 21"),
        RefusalReason.PersonalSecret => Kip("h"),
        RefusalReason.NotYetReleased => T("UU 14/2008 tentang Keterbukaan Informasi Publik, Pasal 6 ayat (3) huruf e", "Law 14/2008 on Public Information, Article 6 (3) e"),
        RefusalReason.LawEnforcement => Kip("a"),
        RefusalReason.BusinessCompetition => Kip("b"),
        RefusalReason.DefenceAndSecurity => Kip("c"),
        RefusalReason.NaturalResources => Kip("d"),
        RefusalReason.EconomicResilience => Kip("e"),
        RefusalReason.ForeignRelations => Kip("f"),
        RefusalReason.PrivateDeed => Kip("g"),
        RefusalReason.InternalLetters => Kip("i"),
        RefusalReason.OtherLaw => Kip("j"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    private static string Kip(string letter) => T(
        $"UU 14/2008 tentang Keterbukaan Informasi Publik, Pasal 17 huruf {letter}", $"Law 14/2008 on Public Information, Article 17 {letter}");

    private static string T(string indonesian, string english) => Speech.T(indonesian, english);
}
